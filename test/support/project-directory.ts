import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** A directory of its own for a test, gone when the test is. */
export class ProjectDirectory implements Disposable {
  readonly path: string;

  /** Writes the files: texts by path. */
  constructor(files: Readonly<Record<string, string>> = {}) {
    this.path = realpathSync(mkdtempSync(join(tmpdir(), 'athanor-project-')));
    for (const [file, text] of Object.entries(files)) this.write(file, text);
  }

  write(file: string, text: string): string {
    const path = join(this.path, file);
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, text);
    return path;
  }

  /** Writes a file that can be started. */
  writeProgram(file: string, text: string): void {
    chmodSync(this.write(file, text), 0o755);
  }

  /** Lets the project import MikroORM, as if it were installed there. */
  withMikroOrm(): this {
    const installed = fileURLToPath(new URL('../../node_modules/@mikro-orm', import.meta.url));
    mkdirSync(join(this.path, 'node_modules'));
    symlinkSync(installed, join(this.path, 'node_modules', '@mikro-orm'), 'junction');
    return this;
  }

  [Symbol.dispose](): void {
    rmSync(this.path, {recursive: true, force: true});
  }
}

/** What a test says about a revision; the rest is usual. */
export interface RevisionText {
  readonly down?: string | readonly string[];
  readonly labels?: readonly string[];
  readonly dependsOn?: readonly string[];
  readonly message?: string;
  readonly upgrade?: string;
  readonly downgrade?: string;
}

const constant = (name: string, value: unknown) =>
  value === undefined
    ? ''
    : `export const ${name} = ${JSON.stringify(value).replaceAll('"', "'").replaceAll(',', ', ')};\n`;

/** The text of a revision file as Athanor writes them. */
export function revisionText(id: string, revision: RevisionText = {}): string {
  const {
    down,
    labels,
    dependsOn,
    message = `revision ${id}`,
    upgrade = '',
    downgrade = '',
  } = revision;
  return `/**
 * ${message}
 *
 * Revision: ${id}
 * Revises: ${[down ?? 'base'].flat().join(', ')}
 * Created: 2026-11-23T14:05:00Z
 */
import type {Operations} from 'athanor';

export const revision = '${id}';
${constant('downRevision', down ?? null)}${constant('branchLabels', labels)}${constant('dependsOn', dependsOn)}
export function upgrade(op: Operations) {
${upgrade}
}

export function downgrade(op: Operations) {
${downgrade}
}
`;
}

/** The files of a project with nothing but these revisions, each in `revisions/<id>_x.ts`. */
export function projectFiles(
  revisions: Readonly<Record<string, RevisionText>>,
): Record<string, string> {
  const files: Record<string, string> = {'athanor.config.ts': 'export default {};\n'};
  for (const [id, revision] of Object.entries(revisions)) {
    files[`revisions/${id}_x.ts`] = revisionText(id, revision);
  }
  return files;
}

/** The same over a SQLite database `test.db` beside them. */
export function databaseFiles(
  revisions: Readonly<Record<string, RevisionText>>,
  configuration = '{}',
): Record<string, string> {
  return {
    ...projectFiles(revisions),
    'package.json': '{"type": "module"}',
    'athanor.config.ts': `export default ${configuration};\n`,
    'mikro-orm.config.ts':
      "import {defineConfig} from '@mikro-orm/sqlite';\nexport default defineConfig({dbName: 'test.db', entities: []});\n",
  };
}
