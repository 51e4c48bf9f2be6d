import {AthanorError} from '../../errors.ts';
import {nearestNames} from '../../graph/nearest.ts';
import {keysOf} from './binding.ts';
import {bindings, bindingsOf, type ActionName, type PlacedBinding, type Scope} from './bindings.ts';
import {isKeyName} from './key-press.ts';
import {chains} from './scopes.ts';

/** The bindings of every scope, in the order of the table, with the keys that hold for this person. */
export type KeyTable = ReadonlyMap<Scope, readonly PlacedBinding[]>;

/** Where keys are answers or letters, or lead out of everything: these stay as they are. */
const fixed: ReadonlySet<Scope> = new Set([
  'terminal',
  'screen',
  'confirm',
  'card',
  'prompt',
  'palette',
]);

/** Keys that always mean what they say on their caps. */
const caps: ReadonlySet<string> = new Set(
  'up down left right home end pageup pagedown enter tab shift+tab'.split(' '),
);

/** Keys that cannot be given away: they leave, or a terminal sends the same for another key. */
const taken: ReadonlySet<string> = new Set(
  'esc enter tab ctrl+c ctrl+z ctrl+l ctrl+i ctrl+j ctrl+m ctrl+['.split(' '),
);

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys widens the names of the table to string
const scopes = Object.keys(bindings) as readonly Scope[];

const actions = scopes.flatMap((scope) => Object.keys(bindings[scope]));

/** The keys as the house gives them. */
export const standardKeys: KeyTable = tableOf((binding) => binding);

/**
 * The keys with a person's own: by action, the names of keys with blanks between them; an empty text leaves an action
 * to the palette. The arrows and their like stay beside them. Throws `bad_config` with all that is wrong: an action
 * or a key that is not known, a key that cannot be given away, two actions of one place on one key.
 */
export function ownKeys(wanted: Readonly<Record<string, string>>): KeyTable {
  const faults = Object.entries(wanted).flatMap(([action, keys]) => faultsOf(action, keys));
  refuse(faults);
  const table = tableOf((binding) => {
    const own = fixed.has(binding.scope) ? undefined : wanted[binding.action];
    if (own === undefined) return binding;
    const kept = keysOf(binding).filter((key) => caps.has(key));
    return {...binding, keys: [...new Set([...words(own), ...kept])].join(' ')};
  });
  refuse(collisions(table));
  return table;
}

/** What two actions that are at hand in one place have in common, in words. */
export function collisions(table: KeyTable): readonly string[] {
  const found = Object.values(chains).flatMap((chain) => {
    const seen = new Map<string, ActionName>();
    return chain
      .flatMap((scope) => table.get(scope) ?? [])
      .flatMap((binding) => keysOf(binding).map((key) => ({key, action: binding.action})))
      .flatMap(({key, action}) => {
        const other = seen.get(key);
        seen.set(key, action);
        return other === undefined ? [] : [`keys.${action}: ${key} is the key of ${other} already`];
      });
  });
  return [...new Set(found)];
}

const words = (keys: string): readonly string[] => keys.split(/\s+/).filter(Boolean);

function tableOf(change: (binding: PlacedBinding) => PlacedBinding): KeyTable {
  return new Map(scopes.map((scope) => [scope, bindingsOf(scope).map(change)]));
}

function faultsOf(action: string, keys: string): readonly string[] {
  const places = scopes.filter((scope) => Object.hasOwn(bindings[scope], action));
  if (places.length === 0) {
    const [meant] = nearestNames(action, actions);
    return [`keys.${action} is no action${meant === undefined ? '' : `; did you mean ${meant}?`}`];
  }
  if (places.every((scope) => fixed.has(scope))) return [`keys.${action} cannot be changed`];
  return words(keys).flatMap((key) => {
    if (taken.has(key)) return [`keys.${action}: ${key} cannot be given away`];
    return isKeyName(key) ? [] : [`keys.${action}: ${key} is no key`];
  });
}

function refuse(faults: readonly string[]): void {
  if (faults.length === 0) return;
  throw new AthanorError(
    'bad_config',
    ['the keys of the configuration are not right:', ...faults].join('\n  '),
    {
      hint: 'docs/keys.md lists the actions; a key is a character, or a name such as f5, space or ctrl+k',
      details: {faults},
    },
  );
}
