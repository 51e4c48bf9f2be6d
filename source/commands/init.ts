import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join, relative} from 'node:path';
import {configNames} from '../config/find.ts';
import {findOrmConfig} from '../database/project/find.ts';
import {AthanorError} from '../errors.ts';
import {versionTables} from '../runtime/version-tables.ts';
import {seeToSkipTables, type SkipTables} from './skip-tables.ts';

export interface InitInput {
  /** Where the configuration is to lie; the MikroORM configuration is looked for from there. */
  readonly directory: string;
}

/** What `init` did and what is left to do. */
export interface Initialised {
  /** Absolute. */
  readonly created: readonly string[];
  /** Absolute: the MikroORM configuration. */
  readonly mikroOrm: string;
  readonly skipTables: SkipTables;
  /** Commands to type next. */
  readonly next: readonly string[];
}

/**
 * Prepares a project: writes `athanor.config.ts` and `revisions/`, and sees to it that MikroORM's schema
 * generator leaves Athanor's tables alone. Connects to nothing and looks for no entity.
 *
 * Throws `already_initialised`, and `no_mikro_orm` with every place that was looked at.
 */
export async function init({directory}: InitInput): Promise<Initialised> {
  const present = configNames.map((name) => join(directory, name)).find((path) => existsSync(path));
  if (present !== undefined) {
    throw new AthanorError('already_initialised', `${present} is there already`, {
      hint: 'write the first revision with "athanor revision --autogenerate", or see "athanor status"',
    });
  }
  const found = findOrmConfig(directory);
  const config = join(directory, 'athanor.config.ts');
  const revisions = join(directory, 'revisions');
  const path = relative(directory, found.path).replaceAll('\\', '/');
  mkdirSync(revisions, {recursive: true});
  writeFileSync(config, configText(path.startsWith('.') ? path : `./${path}`), {flag: 'wx'});
  const {tables} = versionTables(
    {versionTable: 'athanor_version', versionSchema: 'public'},
    'sqlite',
  );
  return {
    created: [config, revisions],
    mikroOrm: found.path,
    skipTables: await seeToSkipTables(found, tables),
    next: ['athanor revision --autogenerate -m "first tables"', 'athanor upgrade heads', 'athanor'],
  };
}

const configText = (mikroOrm: string) => `import type {Config} from 'athanor';

export default {
  mikroOrm: ${JSON.stringify(mikroOrm).replaceAll('"', "'")},
  revisions: './revisions',
} satisfies Config;
`;
