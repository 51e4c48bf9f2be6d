import {globalOptions} from '../parse.ts';
import type {ArgumentSpec, CommandSpec, Completes, OptionSpec} from '../spec.ts';

/** A word that a shell may offer, with what it means. */
export interface Offer {
  readonly word: string;
  readonly means: string;
}

/** What the word under the cursor may be. */
export type Wanted =
  | {readonly kind: 'offers'; readonly offers: readonly Offer[]}
  /** What the project has: revisions and what stands for them, or its environments. */
  | {readonly kind: 'revisions' | 'environments'}
  /** Something that Athanor does not know; the shell offers files. */
  | {readonly kind: 'files'};

/** Where in the project to look, as far as it has been typed. */
export interface TypedPlace {
  readonly directories: readonly string[];
  readonly file: string | undefined;
  readonly environment: string | undefined;
}

const files: Wanted = {kind: 'files'};

/** What may stand at the end of a command line: its words after `athanor`, the last one as far as it is typed. */
export function wantedAt(words: readonly string[], specs: readonly CommandSpec[]): Wanted {
  const current = words.at(-1) ?? '';
  const {spec, values, pending} = read(words.slice(0, -1), specs);
  if (pending !== undefined) return fromSpec(pending.completes);
  const options = [...(spec?.options ?? []), ...globalOptions];
  if (current.startsWith('-')) return optionAt(current, options);
  if (spec !== undefined) return fromSpec(argumentAt(spec.arguments, values)?.completes);
  return {
    kind: 'offers',
    offers: specs.map(({name, summary}) => ({word: name, means: summary})),
  };
}

function optionAt(current: string, options: readonly OptionSpec[]): Wanted {
  const [, flag] = /^(--[\w-]+)=/.exec(current) ?? [];
  return flag === undefined
    ? {kind: 'offers', offers: options.flatMap(offersOf)}
    : fromSpec(named(flag, options)?.completes);
}

/** The place that was typed on the way. */
export function placeTyped(words: readonly string[]): TypedPlace {
  const valuesOf = (...flags: readonly string[]): readonly string[] =>
    words.flatMap((word, at) => {
      const value = words[at + 1];
      return flags.includes(word) && value !== undefined && at + 1 < words.length - 1
        ? [value]
        : [];
    });
  return {
    directories: valuesOf('-C', '--directory'),
    file: valuesOf('-c', '--config').at(-1),
    environment: valuesOf('-n', '--environment').at(-1),
  };
}

interface SoFar {
  readonly spec: CommandSpec | undefined;
  /** How many words stand behind the command that are no options. */
  readonly values: number;
  /** The option that waits for its value. */
  readonly pending: OptionSpec | undefined;
}

function read(words: readonly string[], specs: readonly CommandSpec[]): SoFar {
  let spec: CommandSpec | undefined;
  let values = 0;
  let pending: OptionSpec | undefined;
  for (const word of words) {
    if (pending !== undefined) {
      pending = undefined;
    } else if (word.startsWith('-')) {
      const option = named(word, [...(spec?.options ?? []), ...globalOptions]);
      pending = option?.flags.includes('<') === true ? option : undefined;
    } else if (spec === undefined) {
      spec = specs.find(({name}) => name === word);
    } else {
      values++;
    }
  }
  return {spec, values, pending};
}

const argumentAt = (all: readonly ArgumentSpec[], at: number): ArgumentSpec | undefined =>
  all[at] ?? all.find(({many}) => many === true);

function fromSpec(completes: Completes | undefined): Wanted {
  if (completes === undefined) return files;
  if (completes === 'revisions' || completes === 'environments') return {kind: completes};
  return {kind: 'offers', offers: completes.map((word) => ({word, means: ''}))};
}

/** Both forms of an option: `-m, --message <text>`. */
const forms = ({flags}: OptionSpec): readonly string[] => flags.match(/(?<![\w-])--?[\w-]+/g) ?? [];

const named = (word: string, options: readonly OptionSpec[]): OptionSpec | undefined =>
  options.find((option) => forms(option).includes(word));

function offersOf(option: OptionSpec): readonly Offer[] {
  const long = forms(option).find((form) => form.startsWith('--'));
  return long === undefined ? [] : [{word: long, means: option.description}];
}
