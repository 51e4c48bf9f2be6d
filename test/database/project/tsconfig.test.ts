import {expect, test} from 'vitest';
import {ormSettings} from '../../../source/database/project/settings.ts';
import {saysOption, tsconfigOf} from '../../../source/database/project/tsconfig.ts';
import {ProjectDirectory} from '../../support/project-directory.ts';

const on = '{"compilerOptions": {"experimentalDecorators": true}}';

test.for([
  ['the file itself', {'tsconfig.json': on}, true],
  ['none', {}, false],
  ['another option', {'tsconfig.json': on.replace('experimental', 'other')}, false],
  ['a comment', {'tsconfig.json': '{\n  // "experimentalDecorators": true\n}'}, false],
  ['one that it extends', {'tsconfig.json': '{"extends": "./base"}', 'base.json': on}, true],
  [
    'the last of those that it extends',
    {
      'tsconfig.json': '{"extends": ["./base.json", "./later.json"]}',
      'base.json': on,
      'later.json': on.replace('true', 'false'),
    },
    false,
  ],
  [
    'one of a package',
    {
      'tsconfig.json': '{"extends": "@house/tsconfig"}',
      'node_modules/@house/tsconfig/tsconfig.json': on,
    },
    true,
  ],
  ['one that extends itself', {'tsconfig.json': '{"extends": "./tsconfig.json"}'}, false],
] as const)('an option is said by %s', ([, files, said]) => {
  using project = new ProjectDirectory({'package.json': '{}', ...files});
  expect(saysOption(tsconfigOf(ormSettings(project.path)), 'experimentalDecorators')).toBe(said);
});
