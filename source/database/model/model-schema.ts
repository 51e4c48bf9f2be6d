import type {MikroORM} from '@mikro-orm/core';
import type {AbstractSqlPlatform, DatabaseSchema, SqlSchemaGenerator} from '@mikro-orm/sql';
import {AthanorError} from '../../errors.ts';
import type {Dialect} from '../../dialects/dialect.ts';
import type {EnumType, Schema} from '../../schema/schema.ts';
import {leftOut, type LeftOut, type ModelContext} from './model-context.ts';
import {modelTable} from './model-table.ts';
import {propertyFinder} from './property-of-column.ts';

/** The schema that the entities ask for, and what of them has no place in it. */
export interface ModelSchema extends Schema {
  readonly leftOut: readonly LeftOut[];
}

/**
 * The schema that the user's entities ask for on one database. Connects to nothing.
 *
 * `skipTables`, naming strategy, schemas and everything else in the user's configuration have their say,
 * since MikroORM makes the model; only the types are read from the properties, so that they stay portable.
 */
export function modelSchema(orm: MikroORM, dialect: Dialect): ModelSchema {
  const target = generatorOf(orm).getTargetSchema();
  const context = contextOf(orm, dialect);
  const tables = target.getTables().map((table) => modelTable(table, context));
  return {
    tables: tables.map(({table}) => table),
    enums: enumsOf(target, context),
    unknowns: [],
    leftOut: [
      ...tables.flatMap((table) => table.leftOut),
      ...target.getViews().map(({name}) => leftOut('view', name)),
      ...target.getRoutines().map(({name}) => leftOut('routine', name)),
      ...wildcards(orm),
    ],
  };
}

function contextOf(orm: MikroORM, dialect: Dialect): ModelContext {
  const platform = platformOf(orm);
  const implied = platform.getDefaultSchemaName();
  const inDefaultSchema = (schema: string | undefined): boolean =>
    schema === undefined || schema === implied;
  return {
    dialect,
    platform,
    createIndexSql: (index, table) => platform.getSchemaHelper()?.createIndex(index, table),
    propertyOf: propertyFinder(orm, implied),
    inDefaultSchema,
    tableName: ({name, schema}) =>
      schema === undefined || inDefaultSchema(schema) ? {name} : {schema, name},
    foreignKeys: orm.config.get('schemaGenerator').createForeignKeyConstraints !== false,
  };
}

function generatorOf({schema}: MikroORM): SqlSchemaGenerator {
  if (makesTables(schema)) return schema;
  throw notSql();
}

function platformOf({em}: MikroORM): AbstractSqlPlatform {
  const platform = em.getPlatform();
  if (speaksSql(platform)) return platform;
  throw notSql();
}

// Core declares what all drivers have in common; those of SQL databases know tables.
const makesTables = (generator: object): generator is SqlSchemaGenerator =>
  'getTargetSchema' in generator;

const speaksSql = (platform: object): platform is AbstractSqlPlatform =>
  'getSchemaHelper' in platform;

const notSql = (): AthanorError =>
  new AthanorError('not_supported', 'the MikroORM configuration has no SQL driver', {
    hint: 'use the driver of @mikro-orm/postgresql or @mikro-orm/sqlite',
  });

function enumsOf(target: DatabaseSchema, {dialect, tableName}: ModelContext): readonly EnumType[] {
  if (dialect.name !== 'postgresql') return [];
  const enums = Object.values(target.getNativeEnums()).filter(({schema}) => schema !== '*');
  return enums.map((each) =>
    Object.assign(tableName({name: each.name, schema: each.schema ?? undefined}), {
      items: each.items,
    }),
  );
}

/** Entities of every schema are made in none until one is chosen. */
const wildcards = (orm: MikroORM): readonly LeftOut[] =>
  [...orm.getMetadata().getAll().values()]
    .filter((meta) => meta.schema === '*' && !meta.embeddable)
    .map((meta) => leftOut('wildcardSchema', meta.collection));
