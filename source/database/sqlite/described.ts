import type {Table} from '../../schema/table.ts';

export function described(definition: Table): Table {
  return definition;
}
