import {
  both,
  configText,
  decorated,
  definedEntities,
  enumerated,
  es,
  json,
  legacy,
  legacyConfig,
  moduleType,
  native,
  required,
  requiring,
  schemas,
} from './user-sources.ts';

/** A kind of project that people have. Each has the entities of `twoTables`. */
export interface UserKind {
  readonly files: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
  /** Packages that it has beside MikroORM. */
  readonly packages?: readonly string[];
  /** The name of its directory. */
  readonly directory?: string;
}

/** How entities are declared, and what has to be done before they can be loaded. */
export const loadedKinds: Readonly<Record<string, UserKind>> = {
  'defineEntity, types that Node strips': {files: native},
  EntitySchema: {files: {...native, 'entities.ts': schemas}},
  'ES decorators and imports of .js that mean .ts': {
    files: {...moduleType, ...decorated(es, '.js')},
  },
  'legacy decorators': {files: {...moduleType, ...legacyConfig, ...decorated(legacy, '.js')}},
  'legacy decorators in CommonJS': {
    files: {
      'package.json': '{"type": "commonjs"}',
      ...legacyConfig,
      ...decorated(legacy, ''),
    },
  },
  'entities found by their paths, some of which have to be compiled': {
    files: {
      ...moduleType,
      'mikro-orm.config.ts': configText('', "entities: ['./entities/*.ts']"),
      'entities/author.ts': definedEntities.replace(/\nexport const Book = [^]*?\n}\);\n[^]*/, ''),
      'entities/book.ts': `import {Author} from './author';
${enumerated.replace(/\nexport const Author = [^]*?\n}\);\n/, '')}`,
    },
  },
  'a package without a type': {
    files: {
      'package.json': '{}',
      'mikro-orm.config.ts': configText("import {Author, Book} from './entities.ts';", both),
      'entities.ts': definedEntities,
    },
  },
  'a CommonJS package in JavaScript': {
    files: {
      'package.json': '{"type": "commonjs"}',
      'mikro-orm.config.js': requiring,
      'entities.js': required,
    },
  },
  'in a directory of odd letters': {
    files: {...native, 'with space/x': ''},
    directory: "it's 50% mein Projekt #1 [ünï] 東京",
  },
};

/** What else may have to be done before entities can be loaded. */
export const variantKinds: Readonly<Record<string, UserKind>> = {
  'ES decorators in a package without a type': {
    files: {'package.json': '{}', ...decorated(es, '')},
  },
  'legacy decorators, said in a tsconfig that another extends': {
    files: {
      ...moduleType,
      'tsconfig.base.json': json({compilerOptions: {experimentalDecorators: true}}),
      'tsconfig.json': json({extends: './tsconfig.base.json'}),
      ...decorated(legacy, '.js'),
    },
  },
  'legacy decorators, said in a tsconfig that package.json names': {
    files: {
      'package.json': json({type: 'module', 'mikro-orm': {tsConfigPath: './tsconfig.orm.json'}}),
      'tsconfig.json': json({compilerOptions: {strict: true}}),
      'tsconfig.orm.json': json({compilerOptions: {experimentalDecorators: true}}),
      ...decorated(legacy, '.js'),
    },
  },
  'an enum and imports of .js that mean .ts': {
    files: {
      ...moduleType,
      'mikro-orm.config.ts': configText("import {Author, Book} from './entities.js';", both),
      'entities.ts': enumerated,
    },
  },
  'imports without extension': {
    files: {
      ...moduleType,
      'mikro-orm.config.ts': configText("import {Author, Book} from './entities';", both),
      'entities/index.ts': definedEntities,
    },
  },
  'imports by the paths of the tsconfig': {
    files: {
      ...moduleType,
      'tsconfig.json': json({compilerOptions: {paths: {'@model/*': ['./model/*']}}}),
      'mikro-orm.config.ts': configText("import {Author, Book} from '@model/entities';", both),
      'model/entities.ts': definedEntities,
    },
  },
  'TypeScript in a CommonJS package': {
    files: {
      'package.json': '{"type": "commonjs"}',
      'mikro-orm.config.ts': configText("import {Author, Book} from './entities';", both),
      'entities.ts': enumerated,
    },
  },
};

const from = (path: string) => configText(`import {Author, Book} from '${path}';`, both);
const withoutConfig = {...moduleType, 'entities.ts': definedEntities};
const wrapped = (before: string, after: string) =>
  from('./entities.ts')
    .replace('export default ', `export default ${before}`)
    .replace(/;\n$/, `${after};\n`);
const chosen = (contextName: string) =>
  `export default {environments: {default: {contextName: '${contextName}'}}};\n`;
const other = "{contextName: 'other', driver: SqliteDriver, dbName: 'other.db'}";
const importsDriver = "import {SqliteDriver} from '@mikro-orm/sqlite';\n";

/** Where a configuration lies, and what it exports. */
export const configuredKinds: Readonly<Record<string, UserKind>> = {
  'in src': {
    files: {
      ...moduleType,
      'src/mikro-orm.config.ts': from('./entities.ts'),
      'src/entities.ts': definedEntities,
    },
  },
  'named by package.json': {
    files: {
      ...withoutConfig,
      'package.json': json({
        type: 'module',
        'mikro-orm': {configPaths: ['./gone.ts', './orm/own.mts']},
      }),
      'orm/own.mts': from('../entities.ts'),
    },
  },
  'named by package.json, in a CommonJS package': {
    files: {
      'package.json': json({'mikro-orm': {configPaths: ['./orm/own.cjs']}}),
      'orm/own.cjs': requiring.replace('./entities', '../entities.cjs'),
      'entities.cjs': required,
    },
  },
  'named by MIKRO_ORM_CLI_CONFIG': {
    files: {...withoutConfig, 'orm/own.ts': from('../entities.ts')},
    variables: {MIKRO_ORM_CLI_CONFIG: 'orm/own.ts'},
  },
  'a promise': {
    files: {...withoutConfig, 'mikro-orm.config.ts': wrapped('Promise.resolve(', ')')},
  },
  'a factory of the context that the environment names': {
    files: {
      ...withoutConfig,
      'mikro-orm.config.ts':
        importsDriver +
        wrapped(`(contextName: string) => contextName !== 'shop' ? ${other} : `, ''),
      'athanor.config.ts': chosen('shop'),
    },
  },
  'a factory of the context that MIKRO_ORM_CONTEXT_NAME names': {
    files: {
      ...withoutConfig,
      'mikro-orm.config.ts':
        importsDriver +
        wrapped(`async (contextName: string) => contextName !== 'shop' ? ${other} : `, ''),
    },
    variables: {MIKRO_ORM_CONTEXT_NAME: 'shop'},
  },
  'one of an array': {
    files: {
      ...withoutConfig,
      'mikro-orm.config.ts': importsDriver + wrapped(`[${other}, {contextName: 'shop', ...`, '}]'),
      'athanor.config.ts': chosen('shop'),
    },
  },
  'that leaves something open': {
    files: {
      ...withoutConfig,
      'mikro-orm.config.ts': `setInterval(() => undefined, 1000);\n${from('./entities.ts')}`,
    },
  },
  'in a project with a loader of its own': {
    files: {
      ...decorated(es, ''),
      'package.json': json({type: 'module', 'mikro-orm': {tsLoader: 'tsx'}}),
    },
    packages: ['tsx'],
  },
  'in a project with a loader that emits types, and can only be imported': {
    files: {
      ...moduleType,
      ...decorated(legacy, ''),
      ...legacyConfig,
      'athanor.config.ts': 'export default {};\n',
      'entities/author.ts': `if (!('oxc' in globalThis)) throw new Error('not by that loader');
${String(decorated(legacy, '')['entities/author.ts'])}`,
      'node_modules/@oxc-node/core/package.json': json({
        exports: {'./register': {import: './register.mjs'}},
      }),
      'node_modules/@oxc-node/core/register.mjs':
        "import {register} from 'tsx/esm/api';\nglobalThis.oxc = true;\nregister();\n",
    },
    packages: ['tsx'],
  },
  'in a project whose decorated types MikroORM reads from the sources': {
    files: {
      ...moduleType,
      ...decorated(legacy, '.ts'),
      'tsconfig.json': '{"compilerOptions": {"experimentalDecorators": true}}',
      'mikro-orm.config.ts': configText(
        "import {TsMorphMetadataProvider} from '@mikro-orm/reflection';\nimport {Author} from './entities/author.ts';\nimport {Book} from './entities/book.ts';",
        `${both},\n  metadataProvider: TsMorphMetadataProvider`,
      ),
      'entities/author.ts': String(decorated(legacy, '.ts')['entities/author.ts']).replaceAll(
        /\(\{type: '\w+'\}\)/g,
        '()',
      ),
    },
  },
};
