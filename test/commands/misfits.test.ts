import {expect, test} from 'vitest';
import {openProject} from '../../source/commands/open-project.ts';
import {planFor} from '../../source/commands/plan-for.ts';
import {databaseFiles, ProjectDirectory, type RevisionText} from '../support/project-directory.ts';
import {failure} from '../support/refused.ts';

const account: RevisionText = {
  upgrade:
    "  op.createTable('account', (t) => ({id: t.integer().primary(), note: t.text().nullable()}));",
  downgrade: "  op.dropTable('account');",
};

/** The plan for all that is not applied yet. */
async function planned(
  revisions: Readonly<Record<string, RevisionText>>,
  rows: readonly string[] = ['aaaa'],
) {
  using directory = new ProjectDirectory(
    databaseFiles({aaaa: account, ...revisions}),
  ).withMikroOrm();
  await using project = await openProject({directory: directory.path});
  const {plan} = await planFor(project, rows, {direction: 'upgrade', target: 'heads'});
  return plan;
}

test.for([
  ["op.createTable('account', (t) => ({id: t.integer()}));", 'table account is there already'],
  ["op.addColumn('account', 'note', (t) => t.text().nullable());", 'note'],
  ["op.createIndex('i', 'account', ['missing']);", 'missing'],
  ["op.dropColumn('account', 'zz');", 'no column zz'],
  ["op.renameTable('nowhere', 'somewhere');", 'nowhere'],
] as const)(
  '%s is refused when the plan is made, with revision and file',
  async ([upgrade, said]) => {
    for (const rows of [[], ['aaaa']]) {
      const error = await failure(planned({bbbb: {down: 'aaaa', upgrade: `  ${upgrade}`}}, rows));
      expect(error).toMatchObject({
        code: 'bad_operation',
        details: {revision: 'bbbb', file: expect.stringMatching(/revisions\/bbbb_x\.ts$/)},
      });
      expect(error.message).toMatch(/^revision bbbb \(.*\/revisions\/bbbb_x\.ts\): /);
      expect(error.message).toContain(said);
    }
  },
);

test('a revision that is applied and does not fit is named where the next one depends on it', async () => {
  const error = await failure(
    planned(
      {
        bbbb: {down: 'aaaa', upgrade: "  op.dropColumn('account', 'zz');"},
        cccc: {down: 'bbbb', upgrade: "  op.dropColumn('account', 'note');"},
      },
      ['bbbb'],
    ),
  );
  expect(error.message).toMatch(/^revision bbbb \(.*bbbb_x\.ts\): /);
});

test.for([
  ['cannot be loaded', "  op.execute('select 1');\n}\nthrow new Error('gone');\nfunction rest() {"],
  ['does not fit', "  op.dropColumn('account', 'zz');"],
  ['says nothing of what its SQL does', "  op.execute('drop table account');"],
] as const)(
  'what is applied and %s stops nothing that does not depend on it',
  async ([, upgrade]) => {
    const plan = await planned(
      {
        bbbb: {down: 'aaaa', upgrade},
        cccc: {down: 'bbbb', upgrade: account.upgrade ?? ''},
      },
      ['bbbb'],
    );
    expect(plan).toMatchObject({steps: [{revision: 'cccc'}]});
  },
);
