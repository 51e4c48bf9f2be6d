import {existsSync, mkdirSync, statSync} from 'node:fs';
import {join, relative, resolve} from 'node:path';
import {configNames, hasKey, manifestName} from '../config/find.ts';
import {refuseOtherDriver} from '../database/project/driver.ts';
import {findOrmConfig} from '../database/project/find.ts';
import {ormSettings} from '../database/project/settings.ts';
import {AthanorError} from '../errors.ts';
import {versionTables} from '../runtime/version-tables.ts';
import {templateNamed} from './init-templates.ts';
import {readOptions, seeToSkipTables, type SkipTables} from './skip-tables.ts';

export interface InitInput {
  /** In the project or below: the configuration is to lie beside its `package.json`. */
  readonly directory: string;
  /** The directory of revisions, beside the configuration; `revisions` when absent. */
  readonly revisions?: string | undefined;
  /** The shape of the configuration: see `templates`. */
  readonly template?: string | undefined;
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
 * Prepares a project: writes a configuration and the directory of revisions, and sees to it that MikroORM's schema
 * generator leaves Athanor's tables alone. Connects to nothing and looks for no entity.
 *
 * Throws `already_initialised`, `no_mikro_orm` with every place that was looked at, `not_supported` for
 * another kind of database, and `file_exists`; then nothing was written.
 */
export async function init({
  directory,
  revisions: place = 'revisions',
  template: shape = 'generic',
}: InitInput): Promise<Initialised> {
  const template = templateNamed(shape);
  const {root} = ormSettings(directory);
  refuseSecond([resolve(directory), root]);
  const found = findOrmConfig(directory);
  const read = await readOptions(found);
  if (read.kind === 'read') refuseOtherDriver(read.options['driver'], found.path);
  const config = join(root, template.file);
  const revisions = resolve(root, place);
  const made = createDirectory(revisions);
  template.write({
    root,
    mikroOrm: pathFrom(root, found.path),
    revisions: pathFrom(root, revisions),
  });
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
    .flatMap((directory) => [
      ...configNames.map((name) => join(directory, name)).filter((path) => existsSync(path)),
      ...[join(directory, manifestName)].filter(hasKey),
    ])
    .at(0);
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

/** A path as a configuration says it. */
function pathFrom(root: string, path: string): string {
  const way = relative(root, path).replaceAll('\\', '/');
  return way.startsWith('.') ? way : `./${way}`;
}
