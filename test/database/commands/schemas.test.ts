import {expect, test} from 'vitest';
import {consentFrom} from '../../../source/commands/consent.ts';
import {diff} from '../../../source/commands/diff.ts';
import {schema, schemaSql} from '../../../source/commands/schema.ts';
import {upgrade} from '../../../source/commands/upgrade.ts';
import {directory, graph} from '../../examples/shop.ts';
import {dialectNames, freshDatabase} from '../../support/databases.ts';
import {projectOn} from '../../support/project-on.ts';

test.for(dialectNames)(
  'the shop on %s: current and live are the same, until somebody alters a table by hand',
  async (dialect) => {
    const {project, ask} = await projectOn(dialect, `${directory}revisions`);
    for await (const _ of upgrade(project, {
      target: 'heads',
      consent: consentFrom({yes: true, allow: []}),
    }));
    expect((await diff(project, {from: 'current', to: 'live'})).changes).toEqual([]);
    expect((await diff(project, {from: 'live', to: 'heads'})).changes).toEqual([]);

    await ask('alter table review add column by_hand integer');
    await ask('drop index order_open_index');
    const {changes, from, to} = await diff(project, {from: 'current', to: 'live'});
    expect(changes.map(({change, id}) => [change, id])).toEqual([
      ['removed', 'index order.order_open_index'],
      ['added', 'column review.by_hand'],
    ]);
    expect(from.revisions.toSorted()).toEqual(graph.heads.toSorted());
    expect(to.label).toMatch(dialect);
  },
);

test.for(dialectNames)(
  'the statements of the schema at each revision make on %s what the revisions make',
  async (dialect) => {
    const {project} = await projectOn(dialect, `${directory}revisions`);
    const {stored} = await project.dialect();
    for (const target of ['heads', '7ab35e10c9d4', 'b07e52a9d4c8']) {
      const shown = await schema(project, {target});
      const made = await freshDatabase(dialect);
      await using session = await made.database.open('write');
      for (const sql of await schemaSql(project, shown)) await session.execute(sql);
      const differences = [];
      const live = stored(await session.introspect());
      for (const table of shown.schema.tables) {
        const found = live.tables.find(({name}) => name === table.name);
        const wanted = await session.described(table);
        if (JSON.stringify(sorted(found)) !== JSON.stringify(sorted(wanted)))
          differences.push([found, wanted]);
      }
      expect(differences).toEqual([]);
      expect(live.tables).toHaveLength(shown.schema.tables.length);
    }
  },
);

/** With lists and members in the order of their text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map(sorted).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([key, each]) => [key, sorted(each)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
