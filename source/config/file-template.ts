import {nearest} from './nearest.ts';

/** What a file template may name in braces. */
export const fileTokens = [
  'rev',
  'slug',
  'year',
  'month',
  'day',
  'hour',
  'minute',
  'second',
  'epoch',
] as const;
export type FileToken = (typeof fileTokens)[number];

const token = /\{(\w*)\}/g;

/** The name of a file from its template, without what stays of the template where the slug is empty. */
export function fileNameFrom(
  template: string,
  values: Readonly<Record<FileToken, string>>,
): string {
  const name = template.replaceAll(token, (whole, word: string) => {
    const known = fileTokens.find((one) => one === word);
    return known === undefined ? whole : values[known];
  });
  return values.slug === '' ? name.replaceAll(/[_.-]+(?=\/|$)|(?<=\/|^)[_.-]+/g, '') : name;
}

/** What is wrong with a file template, or nothing. */
export function complaintAboutTemplate(template: string): string | undefined {
  for (const [, word = ''] of template.matchAll(token)) {
    if (fileTokens.some((known) => known === word)) continue;
    const meant = nearest(word, fileTokens);
    return `knows no {${word}}; ${meant === undefined ? `there are ${fileTokens.join(', ')}` : `did you mean {${meant}}?`}`;
  }
  if (/%\(\w+\)/.test(template)) return 'writes its words as {rev} and {slug}, not as %(rev)s';
  if (!/\{(?:rev|slug|epoch)\}/.test(template))
    return 'would give every revision the same name: it needs {rev}';
  const parts = template.split('/');
  if (template.startsWith('/') || template.includes('\\') || parts.includes('..'))
    return 'must stay in the directory of revisions';
  return undefined;
}
