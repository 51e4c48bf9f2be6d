import {execFile} from 'node:child_process';
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync} from 'node:fs';
import {rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import Database from 'better-sqlite3';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** What a command printed, and its exit code. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** From where and with what a command is started. */
export interface Started {
  /** Below the project's directory. */
  readonly below?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** A project of a user's in a directory of its own, where the real command is typed. */
export class UserProject implements Disposable {
  readonly path: string;
  readonly #parent: string;

  /** Writes the files, texts by path; `name` is the directory's. */
  constructor(files: Readonly<Record<string, string>>, name = 'project') {
    this.#parent = realpathSync(mkdtempSync(join(tmpdir(), 'athanor-user-')));
    this.path = join(this.#parent, name);
    for (const [file, text] of Object.entries(files)) this.write(file, text);
    this.install('@mikro-orm', 'athanor', 'reflect-metadata');
  }

  write(file: string, text: string): void {
    const path = join(this.path, file);
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, text);
  }

  read(file: string): string {
    return readFileSync(join(this.path, file), 'utf8');
  }

  /** Every file outside `node_modules`, with its text. */
  files(): Readonly<Record<string, string>> {
    const paths = readdirSync(this.path)
      .filter((name) => name !== 'node_modules')
      .flatMap((name) =>
        statSync(join(this.path, name)).isDirectory()
          ? readdirSync(join(this.path, name), {recursive: true, encoding: 'utf8'}).map((below) =>
              join(name, below),
            )
          : [name],
      )
      .filter((path) => statSync(join(this.path, path)).isFile());
    return Object.fromEntries(paths.toSorted().map((path) => [path, this.read(path)]));
  }

  remove(...paths: readonly string[]): void {
    for (const path of paths) rmSync(join(this.path, path), {recursive: true});
  }

  /** Links packages of the repository's into the project's `node_modules`. */
  install(...packages: readonly string[]): void {
    for (const name of packages) {
      const place = join(this.path, 'node_modules', name);
      mkdirSync(dirname(place), {recursive: true});
      symlinkSync(join(repository, 'node_modules', name), place, 'junction');
    }
  }

  /** Types a command and waits for its end. */
  athanor(words: readonly string[], started: Started = {}): Promise<Ended> {
    return this.#run([join(repository, 'bin/athanor.js'), ...words], started);
  }

  /** The same for a command that has to succeed: what it printed. */
  async done(words: readonly string[], started?: Started): Promise<string> {
    const ended = await this.athanor(words, started);
    if (ended.code === 0) return ended.out;
    throw new Error(`athanor ${words.join(' ')}: ${JSON.stringify(ended, null, 2)}`);
  }

  /** Runs a program of the project's own: what it printed. */
  async node(file: string): Promise<string> {
    const {code, out, err} = await this.#run([file], {});
    if (code === 0) return out;
    throw new Error(`${file} ended with ${code}: ${err}`);
  }

  #run(words: readonly string[], {below = '.', variables = {}}: Started): Promise<Ended> {
    const env = {...process.env, ATHANOR_DATABASE_URL: undefined, ...variables};
    return new Promise((resolve) => {
      execFile(process.execPath, words, {cwd: join(this.path, below), env}, (error, out, err) => {
        resolve({code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err});
      });
    });
  }

  /** The columns of every table but Athanor's own, and the revisions that the database stands at. */
  database(file = 'app.db'): {
    readonly tables: Readonly<Record<string, readonly string[]>>;
    readonly rows: readonly string[];
  } {
    const db = new Database(join(this.path, file), {readonly: true, fileMustExist: true});
    try {
      const columns = db
        .prepare<[], {table: string; name: string}>(
          `select m.name as "table", c.name from sqlite_master m join pragma_table_info(m.name) c
           where m.type = 'table' and m.name not like 'sqlite%' and m.name not like 'athanor%'
           order by m.name, c.cid`,
        )
        .all();
      const tables = Object.groupBy(columns, ({table}) => table);
      return {
        tables: Object.fromEntries(
          Object.entries(tables).map(([table, found = []]) => [table, found.map(({name}) => name)]),
        ),
        rows: db
          .prepare<[], {revision: string}>('select revision from athanor_version')
          .all()
          .map(({revision}) => revision),
      };
    } finally {
      db.close();
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.#parent, {recursive: true, force: true});
  }
}
