import {existsSync, mkdirSync, statSync, writeFileSync} from 'node:fs';
import {join, relative, resolve} from 'node:path';
import {configNames} from '../config/find.ts';
import {refuseOtherDriver} from '../database/project/driver.ts';
import {findOrmConfig} from '../database/project/find.ts';
import {ormSettings} from '../database/project/settings.ts';
import {AthanorError} from '../errors.ts';
import {versionTables} from '../runtime/version-tables.ts';
import {readOptions, seeToSkipTables, type SkipTables} from './skip-tables.ts';

export interface InitInput {
  /** In the project or below: the configuration is to lie beside its `package.json`. */
  readonly directory: string;
}

/** What `init` did and what is left to do. */
export interface Initialised {
  /** Absolute. What was there already is not among them. */
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
 * Throws `already_initialised`, `no_mikro_orm` with every place that was looked at, `not_supported` for
 * another kind of database, and `file_exists`; then nothing was written.
 */
export async function init({directory}: InitInput): Promise<Initialised> {
  const {root} = ormSettings(directory);
  refuseSecond([resolve(directory), root]);
  const found = findOrmConfig(directory);
  const read = await readOptions(found);
  if (read.kind === 'read') refuseOtherDriver(read.options['driver'], found.path);
  const config = join(root, 'athanor.config.ts');
  const revisions = join(root, 'revisions');
  const made = createDirectory(revisions);
  const path = relative(root, found.path).replaceAll('\\', '/');
  writeFileSync(config, configText(path.startsWith('.') ? path : `./${path}`), {flag: 'wx'});
  const {tables} = versionTables(
    {versionTable: 'athanor_version', versionSchema: 'public'},
    'sqlite',
  );
  return {
    created: made ? [config, revisions] : [config],
    mikroOrm: found.path,
    skipTables: await seeToSkipTables(found, read, tables),
    next: ['athanor revision --autogenerate -m "first tables"', 'athanor upgrade heads', 'athanor'],
  };
}

function refuseSecond(directories: readonly string[]): void {
  const present = directories
    .flatMap((directory) => configNames.map((name) => join(directory, name)))
    .find((path) => existsSync(path));
  if (present === undefined) return;
  throw new AthanorError(
    'already_initialised',
    `${present} is there already; nothing was changed`,
    {
      hint: 'write the first revision with "athanor revision --autogenerate", or see "athanor status"',
      details: {file: present},
    },
  );
}

/** Whether it had to be made. */
function createDirectory(path: string): boolean {
  const present = statSync(path, {throwIfNoEntry: false});
  if (present?.isDirectory() === false) {
    throw new AthanorError('file_exists', `${path} is there already and is no directory`, {
      hint: 'revision files are to lie in a directory of that name: move the file away first',
    });
  }
  mkdirSync(path, {recursive: true});
  return present === undefined;
}

const configText = (mikroOrm: string) => `import type {Config} from 'athanor';

export default {
  mikroOrm: '${mikroOrm.replaceAll(/[\\']/g, String.raw`\$&`)}',
  revisions: './revisions',
} satisfies Config;
`;
