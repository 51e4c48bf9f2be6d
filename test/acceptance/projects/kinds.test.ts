import {expect, test} from 'vitest';
import {
  configuredKinds,
  loadedKinds,
  variantKinds,
  type UserKind,
} from '../../support/user-kinds.ts';
import {twoTables} from '../../support/user-sources.ts';
import {UserProject} from '../../support/user-project.ts';

// The machine may be busy with the tests beside these.
const timeout = 120_000;

function projectOf({files, packages = [], directory}: UserKind): UserProject {
  const project = new UserProject({...files, 'deep/below/x': ''}, directory);
  project.install(...packages);
  return project;
}

// What is typed below shows that nothing depends on where a command is typed.
const below = 'deep/below';

test.concurrent.for(Object.entries(loadedKinds))(
  'from entities to a migrated database: %s',
  {timeout},
  async ([, kind]) => {
    using project = projectOf(kind);
    await project.done(['init']);
    const words = ['revision', '-m', 'first', '--autogenerate', '--json'];
    const {revision} = JSON.parse(await project.done(words, {below}));
    await project.done(['upgrade', 'heads']);
    const {current, isAtHeads} = JSON.parse(await project.done(['current', '--json'], {below}));
    expect(current).toEqual([{revision, message: 'first'}]);
    expect(isAtHeads).toBe(true);
    expect(project.database()).toEqual({tables: twoTables, rows: [revision]});
  },
);

test.concurrent.for(Object.entries({...variantKinds, ...configuredKinds}))(
  'the entities are found: %s',
  {timeout},
  async ([, kind]) => {
    using project = projectOf(kind);
    const {variables = {}} = kind;
    if (!('athanor.config.ts' in kind.files)) await project.done(['init'], {variables});
    const {code, out, err} = await project.athanor(['check', '--json'], {below, variables});
    expect({code, err}).toEqual({code: 3, err: ''});
    const {changes} = JSON.parse(out);
    const created = changes.filter(({kind: what}: {kind: string}) => what === 'createTable');
    expect(created.map(({table}: {table: string}) => table)).toEqual(Object.keys(twoTables));
  },
);
