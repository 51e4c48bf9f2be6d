import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {readAnyHeader, readHeader, readUsualHeader} from '../../source/script/read-header.ts';

const first = {revision: 'a1', downRevisions: [], branchLabels: [], dependsOn: []};

const readable = [
  [
    'an ES module',
    "export const revision = 'a1';\nexport const downRevision = null;\nexport function upgrade(op) {}",
    first,
  ],
  [
    'double quotes, no semicolons',
    'export const revision = "a1"\nexport const downRevision = null\n',
    first,
  ],
  [
    'as const, types, satisfies',
    "export const revision: string = 'a1' as const;\nexport const downRevision: string | null = null;\nexport const dependsOn = ['x'] as const satisfies readonly string[];",
    {...first, dependsOn: ['x']},
  ],
  [
    'as const without a semicolon',
    "export const revision = 'a1' as const\nexport const downRevision = ['b'] as const\nexport function upgrade() {}",
    {...first, downRevisions: ['b']},
  ],
  [
    'comments anywhere',
    "export /* one */ const revision = // two\n 'a1';\nexport const downRevision = [ /* none */ ];",
    first,
  ],
  [
    'lists',
    "export const revision = 'a1';\nexport const downRevision = ['b', \"c\",];\nexport const branchLabels = 'left';",
    {...first, downRevisions: ['b', 'c'], branchLabels: ['left']},
  ],
  [
    'what tsc makes of it',
    `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.dependsOn = exports.downRevision = exports.revision = void 0;
exports.upgrade = upgrade;
exports.downgrade = downgrade;
exports.revision = 'a1';
exports.downRevision = 'b';
exports.dependsOn = [];
function upgrade(op) { op.execute('select 1'); }
function downgrade(op) { }`,
    {...first, downRevisions: ['b']},
  ],
  [
    'what esbuild makes of it',
    `var __defProp = Object.defineProperty;
var x_exports = {};
__export(x_exports, { downRevision: () => downRevision, revision: () => revision, upgrade: () => upgrade });
module.exports = __toCommonJS(x_exports);
const revision = "a1";
const downRevision = null;
function upgrade(op) { const revision = compute(); }`,
    first,
  ],
  [
    'what swc makes of it',
    `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
function _export(target, all) { for (var name in all) Object.defineProperty(target, name, { get: all[name] }); }
_export(exports, { get downRevision() { return downRevision; }, get revision() { return revision; } });
const revision = 'a1';
const downRevision = null;`,
    first,
  ],
  [
    'escapes',
    String.raw`export const revision = '\x611'; export const downRevision = 'b\u{62}\u0062';`,
    {...first, downRevisions: ['bbb']},
  ],
  [
    'a byte order mark and Windows line ends',
    "\uFEFFexport const revision = 'a1';\r\nexport const downRevision = null;\r\n",
    first,
  ],
  [
    'strings that hold code',
    "const text = \"export const revision = 'no'\";\nconst other = `export const revision = ${'no'}`;\nexport const revision = 'a1';\nexport const downRevision = null;",
    first,
  ],
] as const;

test.for(readable)('reads %s', ([, text, header]) => {
  expect(readHeader(text)).toEqual(header);
});

const unreadable = [
  [
    'export const revision = make();\nexport const downRevision = null;',
    1,
    /revision is not a literal/,
  ],
  [
    "\n\nexport const revision = 'a' + 'b';\nexport const downRevision = null;",
    3,
    /revision is not a literal/,
  ],
  [
    'export const revision = `a1`;\nexport const downRevision = null;',
    1,
    /revision is not a literal/,
  ],
  [
    "export const revision = 'a1';\nexport const downRevision = [parent];",
    2,
    /downRevision is not a literal/,
  ],
  [
    "export const revision = 'a1';\nexport const downRevision = undefined;",
    2,
    /downRevision is not a literal/,
  ],
  [
    "export const revision = 'a1';\nexport const downRevision = ['b'].concat('c');",
    2,
    /downRevision is not a literal/,
  ],
  [
    "export const revision = 'a1';\nexport const downRevision = null ?? 'b';",
    2,
    /downRevision is not a literal/,
  ],
  ["export const revision = 'a1';\nexport const revision = 'a2';", 2, /declared twice/],
  ["export const revision = ['a1'];\nexport const downRevision = null;", 1, /must be a string/],
  ["export const revision = 'a1';", 1, /no downRevision/],
  ['export const answer = 42;', 1, /no revision/],
  ['', 1, /no revision/],
  ["export const revision = 'a1", 1, /revision is not a literal/],
] as const;

test.for(unreadable)('refuses %j, with the line', ([text, line, message]) => {
  expect(readHeader(text)).toEqual({line, message: expect.stringMatching(message)});
});

test('stops before the functions', () => {
  const header =
    "export const revision = 'a1';\nexport const downRevision = null;\nexport function upgrade() {\n";
  expect(readAnyHeader(`${header} \`\${"unfinished \n export const revision = broken(`)).toEqual(
    first,
  );
});

test('the short way and the long way read the same', () => {
  const word = fc.stringMatching(/^[\w ,"`[\]-]{0,12}$/);
  const value = fc.oneof(
    fc.constant('null'),
    word.map((text) => `'${text}'`),
    fc.array(word).map((all) => `[${all.map((text) => `'${text}'`).join(', ')}]`),
  );
  const files = fc.record({
    revision: word,
    down: value,
    labels: fc.option(value),
    depends: fc.option(value),
    asynchronous: fc.boolean(),
  });
  fc.assert(
    fc.property(files, ({revision, down, labels, depends, asynchronous}) => {
      const text = `/**\n * it's a "comment" * with / marks\n */\nimport type {Operations} from 'athanor';\n\nexport const revision = '${revision}';\nexport const downRevision = ${down};\n${labels === null ? '' : `export const branchLabels = ${labels};\n`}${depends === null ? '' : `export const dependsOn = ${depends};\n`}\nexport ${asynchronous ? 'async ' : ''}function upgrade(op) {}`;
      const short = readUsualHeader(text);
      expect(short).toBeDefined();
      expect(short).toEqual(readAnyHeader(text));
    }),
  );
});
