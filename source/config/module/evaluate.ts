import {createRequire} from 'node:module';
import {dirname, extname} from 'node:path';
import {compileFunction} from 'node:vm';
import {stripTypes, stripUsualTypes} from './strip-types.ts';
import {tokens, type Token} from './tokens.ts';

/** A module that was made into a function. */
export interface Prepared {
  /** What it was made from, without types. */
  readonly code: string;
  /** Runs it and gives its exports. Throws what the module throws. */
  readonly evaluate: () => Exports;
}

/** What a module exports. */
export type Exports = Readonly<Record<string, unknown>>;

const typescript = new Set(['.ts', '.mts', '.cts', '.tsx']);

/** Whether types have to be taken out before JavaScript sees the file. */
export const isTypeScript = (path: string): boolean => typescript.has(extname(path));

/**
 * Turns a module that imports nothing into a function, in a fraction of the time that the module
 * loader takes, and whatever its package says about module types. `undefined` for all else.
 */
export function prepare(text: string, path: string): Prepared | undefined {
  if (!isTypeScript(path)) return attempt(() => compiled(text, path));
  const usual = attempt(() => {
    const stripped = stripUsualTypes(text);
    return stripped === undefined ? undefined : compiled(stripped, path);
  });
  return usual ?? attempt(() => compiled(stripTypes(text), path));
}

/** Enums, decorators, `await` outside a function, a mistake: the real loader does it, or says better what is wrong. */
function attempt<Value>(make: () => Value | undefined): Value | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

function compiled(text: string, path: string): Prepared | undefined {
  const body = asFunctionBody(text);
  if (body === undefined) return undefined;
  const {form, code} = body;
  if (form === 'module') {
    const run = compileFunction(code, ['__exports'], {filename: path});
    const exports: Record<string, unknown> = {};
    return {
      code,
      evaluate: () => {
        run(exports);
        return exports;
      },
    };
  }
  const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];
  const run = compileFunction(code, parameters, {filename: path});
  return {
    code,
    evaluate() {
      const module = {exports: {}};
      run.call(module.exports, module.exports, createRequire(path), module, path, dirname(path));
      return module.exports;
    },
  };
}

/** What is to be cut out of the text, and what to put there. */
interface Cut {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Found {
  readonly cuts: Cut[];
  readonly names: string[];
  commonjs: boolean;
}

/** A module's text as the body of a function. */
interface FunctionBody {
  readonly form: 'module' | 'commonjs';
  readonly code: string;
}

function asFunctionBody(text: string): FunctionBody | undefined {
  const found = scan([...tokens(text)]);
  if (found === undefined) return undefined;
  const {cuts, names, commonjs} = found;
  if (cuts.length === 0) return commonjs ? {form: 'commonjs', code: text} : undefined;
  let body = '"use strict";';
  let position = 0;
  for (const {start, end, text: put} of cuts) {
    body += text.slice(position, start) + put;
    position = end;
  }
  const given = names.join(', ');
  return {
    form: 'module',
    code: `${body}${text.slice(position)}\n;Object.assign(__exports, {${given}});`,
  };
}

function scan(all: readonly Token[]): Found | undefined {
  const found: Found = {cuts: [], names: [], commonjs: false};
  let depth = 0;
  for (const [index, token] of all.entries()) {
    depth += nesting(token);
    const isWord = token.kind === 'name' && all[index - 1]?.text !== '.';
    if (isWord && token.text === 'import') return undefined;
    if (isWord && ['exports', 'module'].includes(token.text)) found.commonjs = true;
    if (depth === 0 && !outside(found, all, index, isWord)) return undefined;
  }
  return found;
}

/** Takes in a token outside all brackets. False where the text cannot become a function's. */
function outside(found: Found, all: readonly Token[], index: number, isWord: boolean): boolean {
  const text = all[index]?.text;
  // A comma out here may declare a second name.
  if (text === ',') return false;
  return !(isWord && text === 'export') || noted(found, all, index);
}

function nesting(token: Token): number {
  if (token.kind !== 'punctuation') return 0;
  if ('([{'.includes(token.text)) return 1;
  return ')]}'.includes(token.text) ? -1 : 0;
}

/** Notes the `export` at an index. False where it says more than can be said inside a function. */
function noted({cuts, names}: Found, all: readonly Token[], index: number): boolean {
  const [exported, first, second, third] = all.slice(index, index + 4);
  if (exported === undefined || first === undefined || second === undefined) return false;
  if (first.text === 'default') {
    if (['function', 'class', 'async'].includes(second.text)) return false;
    cuts.push({start: exported.start, end: first.end, text: '__exports.default ='});
    return true;
  }
  const declared = first.text === 'async' ? third : second;
  if (!['const', 'let', 'var', 'function', 'async', 'class'].includes(first.text)) return false;
  if (declared?.kind !== 'name') return false;
  cuts.push({start: exported.start, end: exported.end, text: ''});
  names.push(declared.text);
  return true;
}
