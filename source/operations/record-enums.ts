import {nameText} from '../schema/tables.ts';
import {known, list, refusal, repeated, tableName, text} from './arguments.ts';
import {given} from './given.ts';
import type {Operations} from './operations.ts';
import type {Emit} from './recorder.ts';

type Enums = Pick<
  Operations,
  'createEnum' | 'dropEnum' | 'addEnumValue' | 'alterEnum' | 'renameEnumValue'
>;

/** The words for enums. */
export function recordEnums(emit: Emit): Enums {
  return {
    createEnum(ref, items) {
      const name = tableName(ref, 'createEnum');
      const where = `createEnum ${nameText(name)}`;
      const values = itemsOf(items, where);
      emit({kind: 'createEnum', enum: {...name, items: values}});
    },
    dropEnum(ref) {
      emit({kind: 'dropEnum', ...tableName(ref, 'dropEnum')});
    },
    addEnumValue(ref, value, options) {
      const name = tableName(ref, 'addEnumValue');
      const where = `addEnumValue of ${nameText(name)}`;
      known(options, ['before'], where);
      const before = options?.before;
      emit(
        given({
          kind: 'addEnumValue' as const,
          ...name,
          value: text(value, `${where}: the value`),
          before: before === undefined ? undefined : text(before, `${where}: before`),
        }),
      );
    },
    alterEnum(ref, changes) {
      const name = tableName(ref, 'alterEnum');
      const where = `alterEnum ${nameText(name)}`;
      known(changes, ['items', 'map'], where);
      const {items, map} = changes;
      if (items === undefined && map === undefined)
        throw refusal(`${where}: it changes nothing`, 'say items, map or both');
      emit(
        given({
          kind: 'alterEnum' as const,
          ...name,
          items: items === undefined ? undefined : itemsOf(items, where),
          map: map === undefined ? undefined : mapOf(map, where),
        }),
      );
    },
    renameEnumValue(ref, value, to) {
      const name = tableName(ref, 'renameEnumValue');
      const where = `renameEnumValue of ${nameText(name)}`;
      const from = text(value, `${where}: the value`);
      emit({kind: 'alterEnum', ...name, map: {[from]: text(to, `${where}: the new value`)}});
    },
  };
}

function itemsOf(items: readonly string[], where: string): readonly string[] {
  const values = list(items, `${where}: the items`).map((item) => text(item, `${where}: an item`));
  if (values.length === 0) throw refusal(`${where}: there are no items`);
  const twice = repeated(values);
  if (twice !== undefined) throw refusal(`${where}: '${twice}' is there twice`);
  return values;
}

function mapOf(
  map: Readonly<Record<string, string>>,
  where: string,
): Readonly<Record<string, string>> {
  for (const [from, to] of Object.entries(map)) text(to, `${where}: what '${from}' becomes`);
  return {...map};
}
