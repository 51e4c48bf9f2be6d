import type {SchemaObject} from '../../schema/object.ts';
import {byName} from '../order.ts';
import {isPlainName, withoutOuterParentheses} from './expression.ts';
import {tokens} from './tokens.ts';

/** Views and triggers as SQLite holds them, in the order of their names, their texts in a plain form; it has no others. */
export function storedObjects(objects: readonly SchemaObject[]): readonly SchemaObject[] {
  return byName(objects.flatMap(storedObject));
}

function storedObject(object: SchemaObject): readonly SchemaObject[] {
  if (object.type === 'view') {
    const {name, query} = object;
    return [{type: 'view', name, query: plainText(query)}];
  }
  if (object.type !== 'trigger') return [];
  const {schema: _, execute: __, when, body, ...trigger} = object;
  return [
    {
      ...trigger,
      ...(when !== undefined && {when: plainText(withoutOuterParentheses(when))}),
      ...(body !== undefined && {body: plainText(body)}),
    },
  ];
}

/** Without comments and line breaks, names without the quotes that SQLite puts around those that it changes. */
function plainText(sql: string): string {
  const all = tokens(sql);
  return all
    .map((token, at) => {
      const before = all[at - 1];
      const gap = before !== undefined && before.at + before.text.length < token.at ? ' ' : '';
      const isPlain = token.kind === 'quoted' && isPlainName(token.value);
      return gap + (isPlain ? token.value : token.text);
    })
    .join('');
}
