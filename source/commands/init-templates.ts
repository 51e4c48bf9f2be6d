import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {AthanorError} from '../errors.ts';

/** What a configuration begins with. */
interface TemplateFacts {
  /** The directory that it lies in. */
  readonly root: string;
  /** The MikroORM configuration from there, such as `./mikro-orm.config.ts`. */
  readonly mikroOrm: string;
  /** The directory of revisions from there, such as `./revisions`. */
  readonly revisions: string;
}

/** A shape that `init` can give a configuration. */
export interface Template {
  readonly name: string;
  /** One line for a person. */
  readonly about: string;
  /** Where it is written, from the directory. */
  readonly file: string;
  /** Writes it. Throws `file_exists`. */
  readonly write: (facts: TemplateFacts) => void;
}

/** The templates of `init`; the first is the usual one. */
export const templates: readonly Template[] = [
  {
    name: 'generic',
    about: 'athanor.config.ts for one database',
    file: 'athanor.config.ts',
    write: (facts) => writeNew(facts, keysOf(facts)),
  },
  {
    name: 'environments',
    about: 'athanor.config.ts for development and a protected production, chosen with -n',
    file: 'athanor.config.ts',
    write: (facts) => writeNew(facts, [...keysOf(facts), ...environments]),
  },
  {
    name: 'package-json',
    about: 'the key athanor in package.json, and no file',
    file: 'package.json',
    write: writeKey,
  },
];

/** The template of a name. Throws `usage` with those that there are. */
export function templateNamed(name: string): Template {
  const found = templates.find((one) => one.name === name);
  if (found !== undefined) return found;
  throw new AthanorError('usage', `there is no template ${name}`, {
    hint: `athanor list-templates lists them: ${templates.map((one) => one.name).join(', ')}`,
  });
}

const environments: readonly string[] = [
  "environment: 'development',",
  'environments: {',
  '  development: {},',
  '  // Its database is named by this variable; changes there want its name typed, or --expect.',
  "  production: {urlVariable: 'PRODUCTION_DATABASE_URL', protected: true},",
  '},',
];

const quoted = (text: string): string => `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;

const keysOf = ({mikroOrm, revisions}: TemplateFacts): readonly string[] => [
  `mikroOrm: ${quoted(mikroOrm)},`,
  `revisions: ${quoted(revisions)},`,
];

function writeNew({root}: TemplateFacts, lines: readonly string[]): void {
  const text = [
    "import type {Config} from 'athanor';",
    '',
    'export default {',
    ...lines.map((line) => `  ${line}`),
    '} satisfies Config;',
    '',
  ];
  writeFileSync(join(root, 'athanor.config.ts'), text.join('\n'), {flag: 'wx'});
}

/** Adds the key at the end of the manifest, in the indentation that it has. */
function writeKey({root, mikroOrm, revisions}: TemplateFacts): void {
  const path = join(root, 'package.json');
  const text = readFileSync(path, 'utf8');
  const manifest: unknown = JSON.parse(text);
  if (typeof manifest !== 'object' || manifest === null) {
    throw new AthanorError('no_config', `${path} is no object`, {hint: 'use another template'});
  }
  const indent = /^\{\r?\n([ \t]+)/.exec(text)?.[1] ?? '  ';
  const after = JSON.stringify({...manifest, athanor: {mikroOrm, revisions}}, undefined, indent);
  writeFileSync(path, text.endsWith('\n') ? `${after}\n` : after);
}
