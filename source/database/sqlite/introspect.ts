import type {Table, TableName} from '../../schema/table.ts';
import type {Schema} from '../../schema/schema.ts';
import {AthanorError} from '../../errors.ts';
import type {Ask} from '../connection.ts';

export async function introspect(_ask: Ask, _own: readonly string[]): Promise<Schema> {
  throw new AthanorError('not_supported', 'SQLite databases cannot be read yet');
}
export async function describeTable(_ask: Ask, _table: TableName): Promise<Table | undefined> {
  throw new AthanorError('not_supported', 'SQLite databases cannot be read yet');
}
