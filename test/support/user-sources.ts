import type {UserKind} from './user-kinds.ts';

/** What the entities of every kind ask for. */
export const twoTables = {
  author: ['id', 'name'],
  book: ['id', 'title', 'state', 'author_id'],
};

/** The manifest of an ES module package. */
export const moduleType = {'package.json': '{"type": "module"}'};
/** Data as a file holds it. */
export const json = (value: unknown) => JSON.stringify(value, null, 2);

/** A MikroORM configuration in TypeScript or an ES module. */
export const configText = (imports: string, options: string): string =>
  `import {defineConfig} from '@mikro-orm/sqlite';
${imports}
export default defineConfig({
  dbName: 'app.db',
  ${options},
});
`;

/** The entities by `defineEntity`, with nothing but types to strip. */
export const definedEntities = `import {defineEntity, p, type InferEntity} from '@mikro-orm/core';

const state: 'draft' | 'out' = 'draft';

export const Author = defineEntity({
  name: 'Author',
  properties: {id: p.integer().primary(), name: p.string()},
});

export const Book = defineEntity({
  name: 'Book',
  properties: {
    id: p.integer().primary(),
    title: p.string(),
    state: p.enum(['draft', 'out'] as const).default(state),
    author: () => p.manyToOne(Author),
  },
});

export type Written = InferEntity<typeof Book>;
`;

/** The options that name both entities. */
export const both = 'entities: [Author, Book]';
/** A project that needs nothing but Node. */
export const native: UserKind['files'] = {
  ...moduleType,
  'mikro-orm.config.ts': configText("import {Author, Book} from './entities.ts';", both),
  'entities.ts': definedEntities,
};

/** The entities by `EntitySchema`. */
export const schemas = `import {EntitySchema} from '@mikro-orm/core';

interface IAuthor { id: number; name: string }
interface IBook { id: number; title: string; state: string; author: IAuthor }

export const Author = new EntitySchema<IAuthor>({
  name: 'Author',
  properties: {id: {type: 'integer', primary: true}, name: {type: 'string'}},
});

export const Book = new EntitySchema<IBook>({
  name: 'Book',
  properties: {
    id: {type: 'integer', primary: true},
    title: {type: 'string'},
    state: {enum: true, items: ['draft', 'out']},
    author: {kind: 'm:1', entity: () => Author},
  },
});
`;

const decoratedAuthor = (from: string) => `import {Entity, PrimaryKey, Property} from '${from}';

@Entity()
export class Author {
  @PrimaryKey({type: 'integer'})
  id!: number;

  @Property({type: 'string'})
  name!: string;
}
`;

const decoratedBook = (
  from: string,
  author: string,
) => `import {Entity, Enum, ManyToOne, PrimaryKey, Property} from '${from}';
import {Author} from '${author}';

export enum State {
  Draft = 'draft',
  Out = 'out',
}

@Entity()
export class Book {
  @PrimaryKey({type: 'integer'})
  id!: number;

  @Property({type: 'string'})
  title!: string;

  @Enum({items: () => State})
  state: State = State.Draft;

  @ManyToOne({entity: () => Author})
  author!: Author;
}
`;

/** The decorators of the language. */
export const es = '@mikro-orm/decorators/es';
/** TypeScript's own decorators. */
export const legacy = '@mikro-orm/decorators/legacy';
const imported = (extension: string) =>
  `import {Author} from './entities/author${extension}';\nimport {Book} from './entities/book${extension}';`;
/** A configuration and the entities as classes with decorators. */
export const decorated = (from: string, extension: string): UserKind['files'] => ({
  'mikro-orm.config.ts': configText(imported(extension), both),
  'entities/author.ts': decoratedAuthor(from),
  'entities/book.ts': decoratedBook(from, `./author${extension}`),
});
/** What TypeScript has to be told of its own decorators. */
export const legacyConfig = {
  'tsconfig.json': `{
  // As "tsc --init" writes it: with comments.
  "compilerOptions": {"experimentalDecorators": true, "emitDecoratorMetadata": true, "strict": true,},
}`,
};

/** The entities with an `enum`, which has to be compiled. */
export const enumerated = definedEntities
  .replace("const state: 'draft' | 'out' = 'draft';", "enum State {Draft = 'draft', Out = 'out'}")
  .replace("p.enum(['draft', 'out'] as const).default(state)", 'p.enum(() => State)');

/** The entities in CommonJS. */
export const required = `const {defineEntity, p} = require('@mikro-orm/core');
const Author = defineEntity({
  name: 'Author',
  properties: {id: p.integer().primary(), name: p.string()},
});
const Book = defineEntity({
  name: 'Book',
  properties: {
    id: p.integer().primary(),
    title: p.string(),
    state: p.enum(['draft', 'out']),
    author: () => p.manyToOne(Author),
  },
});
module.exports = {Author, Book};
`;
/** A configuration in CommonJS. */
export const requiring = `const {defineConfig} = require('@mikro-orm/sqlite');
const {Author, Book} = require('./entities');
module.exports = defineConfig({
  dbName: 'app.db',
  entities: [Author, Book],
});
`;
