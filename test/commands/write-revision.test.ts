import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {merge} from '../../source/commands/merge.ts';
import {openProject} from '../../source/commands/open-project.ts';
import {revision} from '../../source/commands/revision.ts';
import type {Config} from '../../source/index.ts';
import {ProjectDirectory, revisionText} from '../support/project-directory.ts';
import {failure} from '../support/refused.ts';

const created = new Date('2026-11-23T14:05:00Z');

/** A project with this configuration and one revision in each of `one` and `two`. */
async function opened(directory: ProjectDirectory, config: Config) {
  directory.write('one/aaaa_x.ts', revisionText('aaaa'));
  directory.write('two/2026/bbbb_x.ts', revisionText('bbbb', {down: 'aaaa'}));
  return openProject({
    directory: directory.path,
    config: {revisions: ['one', 'two'], recursive: true, ...config},
  });
}

test('a file lies in the directory of its parent, or in the one that is named, under the name of the template', async () => {
  using directory = new ProjectDirectory();
  await using project = await opened(directory, {fileTemplate: '{year}/{month}/{rev}'});
  const input = {message: 'm', created};
  await expect(revision(project, {...input, id: 'cccc'})).resolves.toMatchObject({
    path: `${directory.path}/two/2026/11/cccc.ts`,
  });
  const own = {...input, heads: ['base'], versionPath: 'two'};
  await expect(revision(project, {...own, id: 'dddd'})).resolves.toMatchObject({
    path: `${directory.path}/two/2026/11/dddd.ts`,
  });
  await expect(
    revision(project, {...input, id: 'eeee', heads: ['base'], versionPath: undefined}),
  ).resolves.toMatchObject({path: `${directory.path}/one/2026/11/eeee.ts`});
  const refused = await failure(revision(project, {...input, versionPath: 'three'}));
  expect(refused).toMatchObject({code: 'usage', hint: expect.stringContaining('one, two')});
  const {scripts} = await project.reload();
  expect(scripts.map(({id}) => id).toSorted()).toEqual(['aaaa', 'bbbb', 'cccc', 'dddd', 'eeee']);
});

test('what is to be done to a new file is done, in order, and the project’s own programs are found', async () => {
  using directory = new ProjectDirectory();
  const tool =
    "#!/usr/bin/env node\nrequire('fs').appendFileSync(process.argv[3], '// ' + process.argv[2] + '\\n');\n";
  directory.writeProgram('node_modules/.bin/mark', tool);
  const seen: string[] = [];
  await using project = await opened(directory, {
    postWrite: [
      {command: ['mark', 'first', '{file}']},
      {command: ['mark', 'second']},
      (file) => seen.push(readFileSync(file, 'utf8').slice(-19)),
    ],
  });
  for (const write of [
    () => revision(project, {id: 'cccc', message: 'm'}),
    () => merge(project, {id: 'dddd', targets: ['aaaa', 'bbbb'], splice: true}),
  ]) {
    await write();
    expect(seen.pop()).toBe('// first\n// second\n');
  }
});

test.for([
  [{command: ['false']}, /"false".*ended with 1/],
  [
    {command: ['node', '-e', 'console.error("no such rule"); process.exit(2)']},
    /ended with 2\nno such rule/,
  ],
  [{command: ['no-such-program']}, /ENOENT/],
  [
    function reformat() {
      throw new Error('out of ink');
    },
    /"reformat".*out of ink/,
  ],
] as const)(
  'of what fails after writing it is told, and the file stays: %j',
  async ([hook, message]) => {
    using directory = new ProjectDirectory();
    await using project = await opened(directory, {postWrite: [hook]});
    const error = await failure(revision(project, {id: 'cccc', message: 'm'}));
    const path = `${directory.path}/two/cccc_m.ts`;
    expect(error).toMatchObject({
      code: 'hook_failed',
      message: expect.stringMatching(message),
      details: {path, hook: 'postWrite'},
    });
    expect(readFileSync(path, 'utf8')).toContain("revision = 'cccc'");
  },
);

test('a formatter that makes of the file what is no revision is told of', async () => {
  using directory = new ProjectDirectory();
  const tool = "require('fs').writeFileSync(process.argv[1], '')";
  await using project = await opened(directory, {postWrite: [{command: ['node', '-e', tool]}]});
  await expect(failure(revision(project, {id: 'cccc'}))).resolves.toMatchObject({
    code: 'bad_script',
  });
});

test('a template of one’s own', async () => {
  using directory = new ProjectDirectory({
    'house.template':
      '${comment}\n// (c) ${revision} made ${created}\n${imports}\nimport {helper} from "../helper.ts";\n\n${constants}\nexport const team = "billing";\n\n${upgrade}\n${downgrade}\n',
    'wrong.template': '${comment}\n${upgrade}\n',
    'unknown.template': '${constants}\n${up}\n',
  });
  await using project = await opened(directory, {
    template: 'house.template',
    timezone: 'Asia/Tokyo',
  });
  const {path} = await revision(project, {
    id: 'cccc',
    message: 'costs $& ${upgrade}',
    branchLabels: ['b'],
    created,
  });
  expect(readFileSync(path, 'utf8')).toBe(`/**
 * costs $& \${upgrade}
 *
 * Revision: cccc
 * Revises: bbbb
 * Created: 2026-11-23T23:05:00+09:00
 */
// (c) cccc made 2026-11-23T23:05:00+09:00

import {helper} from "../helper.ts";

export const revision = 'cccc';
export const downRevision = 'bbbb';
export const branchLabels = ['b'];
export const team = "billing";

export function upgrade() {}
export function downgrade() {}
`);
  for (const [name, message] of [
    ['wrong.template', /does not say which revision it is: declares no revision/],
    ['unknown.template', /knows no \$\{up\}/],
    ['absent.template', /cannot be read/],
  ] as const) {
    const other = {...project, config: {...project.config, template: `${directory.path}/${name}`}};
    await expect(failure(revision(other, {id: 'dddd'}))).resolves.toMatchObject({
      code: 'bad_config',
      message: expect.stringMatching(message),
    });
  }
});
