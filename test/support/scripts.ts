import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {Client} from 'pg';
import type {DialectName} from '../../source/dialects/dialect.ts';
import {isCode, tokens} from '../../source/schema/sql-text.ts';
import type {TestDatabase} from './databases.ts';

/** What became of a script. */
interface Performed {
  /** What was said where it stopped; empty when it came to its end. */
  readonly error: string;
}

/** A way to carry out a script. */
export interface ScriptWay {
  readonly dialect: DialectName;
  /** What carries it out: `psql 15.18`, or the driver, statement by statement. */
  readonly name: string;
  readonly perform: (database: TestDatabase, script: string) => Promise<Performed>;
}

/** The drivers always, and of the databases' own shells those that are on this machine. */
export const scriptWays: readonly ScriptWay[] = [
  {dialect: 'sqlite', name: 'the driver, all of it at once', perform: byNodeSqlite},
  {dialect: 'postgresql', name: 'the driver, statement by statement', perform: byPg},
  // As the first line of a script says.
  ...shell('sqlite', 'sqlite3', ({address}, file) => [
    'sh',
    '-c',
    'exec sqlite3 -bail "$0" < "$1"',
    address.replace('sqlite:', ''),
    file,
  ]),
  ...shell('postgresql', 'psql', ({address}, file) => [
    'psql',
    '-Xq',
    '-v',
    'ON_ERROR_STOP=1',
    '-f',
    file,
    address,
  ]),
];

function shell(
  dialect: DialectName,
  program: string,
  line: (database: TestDatabase, file: string) => readonly string[],
): readonly ScriptWay[] {
  const found = spawnSync(program, ['--version'], {encoding: 'utf8'});
  if (found.status !== 0) return [];
  const [version = ''] = /\d+\.[\d.]+/.exec(found.stdout) ?? [];
  return [
    {
      dialect,
      name: `${program} ${version}`,
      async perform(database, script) {
        const directory = mkdtempSync(join(tmpdir(), 'athanor-script-'));
        const file = join(directory, 'script.sql');
        writeFileSync(file, script);
        try {
          const [command = '', ...words] = line(database, file);
          const env = {...process.env, LANG: 'C'};
          const {status, stderr} = spawnSync(command, words, {encoding: 'utf8', env});
          return {error: status === 0 ? '' : stderr.trim() || `ended with ${String(status)}`};
        } finally {
          rmSync(directory, {recursive: true});
        }
      },
    },
  ];
}

async function byNodeSqlite({address}: TestDatabase, script: string): Promise<Performed> {
  const file = new DatabaseSync(address.replace('sqlite:', ''));
  try {
    file.exec(script);
    return {error: ''};
  } catch (error) {
    return {error: String(error)};
  } finally {
    file.close();
  }
}

/** One statement at a time, as psql sends them: a string of several would be one transaction. */
async function byPg({address}: TestDatabase, script: string): Promise<Performed> {
  const client = new Client(address);
  await client.connect();
  try {
    for (const statement of statementsOf(script)) await client.query(statement);
    return {error: ''};
  } catch (error) {
    return {error: String(error)};
  } finally {
    await client.end();
  }
}

/** Cut where psql cuts: at semicolons outside of texts, parentheses and the bodies of routines. */
export function statementsOf(script: string): readonly string[] {
  const statements: string[] = [];
  let [text, depth] = ['', 0];
  for (const token of tokens(script)) {
    text += token.text;
    depth += {'(': 1, ')': -1}[token.text] ?? 0;
    if (token.text !== ';' || depth > 0 || isInBody(text)) continue;
    if (tokens(text).filter(isCode).length > 1) statements.push(text);
    text = '';
  }
  return statements;
}

/** Whether a text ends within the `begin atomic … end` of a routine. */
function isInBody(text: string): boolean {
  const words = tokens(text).flatMap(({kind, text: word}) =>
    kind === 'word' ? word.toLowerCase() : [],
  );
  if (words[0] !== 'create' || !words.some((word) => ['function', 'procedure'].includes(word)))
    return false;
  const begun = words.findIndex((word) => word === 'begin');
  if (begun < 0) return false;
  const body = words.slice(begun);
  const count = (...wanted: readonly string[]) =>
    body.filter((word) => wanted.includes(word)).length;
  return count('begin', 'case') > count('end');
}
