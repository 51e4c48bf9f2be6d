import type {SchemaObject} from '../schema/object.ts';

/** How the words of `op` end for each type of object: `createView`, `dropMaterializedView`. */
export const objectEndings: Readonly<Record<SchemaObject['type'], string>> = {
  view: 'View',
  'materialized view': 'MaterializedView',
  function: 'Function',
  procedure: 'Procedure',
  trigger: 'Trigger',
  sequence: 'Sequence',
  extension: 'Extension',
  policy: 'Policy',
  exclusion: 'Exclusion',
  'row security': 'RowSecurity',
  partition: 'Partition',
};
