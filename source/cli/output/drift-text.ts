import type {Drift} from '../../commands/drift.ts';
import type {Colours} from './colours.ts';
import {unknownLines} from './schema-text.ts';
import {visible} from './visible.ts';

/** What `check --live` says, for programs. */
export function driftDocument(drift: Drift): Omit<Drift, 'source'> {
  const {source: _, ...shown} = drift;
  return shown;
}

/** The same, for a person. */
export function driftText(drift: Drift, colours: Colours): string {
  const {items, ignored, stale, unknowns, label} = drift;
  return [
    ...(items.length === 0 ? [`${visible(label)} is as the applied revisions make it`] : []),
    ...items.map(({id, change}) => {
      return `${words[change]} ${colours.strong(visible(id))}`;
    }),
    ...ignored.map(({id, reason}) => colours.faint(`ignored  ${visible(id)}: ${visible(reason)}`)),
    ...stale.map(({item}) =>
      colours.warning(`no longer so, though athanor.drift.json ignores it: ${visible(item)}`),
    ),
    ...unknownLines(unknowns, colours),
  ].join('\n');
}

const words: Readonly<Record<Drift['items'][number]['change'], string>> = {
  added: 'by hand ',
  removed: 'missing ',
  changed: 'changed ',
};
