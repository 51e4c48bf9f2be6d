/** Each room, and the rooms it may look into. This list is the architecture. */
const rooms = {
  graph: [],
  schema: [],
  config: [],
  operations: ['schema'],
  dialects: ['schema', 'operations'],
  autogenerate: ['schema', 'operations'],
  analysis: ['graph', 'schema', 'operations', 'dialects'],
  script: ['graph', 'operations', 'config'],
  runtime: ['graph', 'operations', 'schema', 'dialects'],
  database: ['graph', 'schema', 'dialects', 'runtime', 'config'],
  commands: [
    'graph',
    'schema',
    'operations',
    'dialects',
    'autogenerate',
    'analysis',
    'script',
    'runtime',
    'database',
    'config',
  ],
  cli: ['commands', 'graph'],
  workbench: ['commands', 'graph'],
};

/** Rooms whose types, and nothing else, the two skins may also name. */
const typesOnly = ['runtime', 'analysis', 'schema', 'autogenerate'];

const mayOnlySee = ([room, others]) => ({
  name: `${room}-may-only-see`,
  comment: `source/${room} may import: ${['errors', ...others].join(', ')}`,
  severity: 'error',
  from: {path: `^source/${room}/`},
  to: {
    path: '^source/',
    pathNot: `^source/(errors\\.ts|(${[room, ...others, ...allowedTypes(room)].join('|')})/)`,
  },
});

const allowedTypes = (room) => (['cli', 'workbench'].includes(room) ? typesOnly : []);

const skinsNameTypesOnly = {
  name: 'skins-name-types-only',
  comment: `cli and workbench may import types, not values, from ${typesOnly.join(', ')}`,
  severity: 'error',
  from: {path: '^source/(cli|workbench)/'},
  to: {path: `^source/(${typesOnly.join('|')})/`, dependencyTypesNot: ['type-only']},
};

const onlyIn = (room, packages) => ({
  name: `${room}-owns-${packages}`,
  severity: 'error',
  from: {path: '^source/', pathNot: `^source/${room}/`},
  to: {path: `node_modules/(${packages})/`},
});

export default {
  forbidden: [
    ...Object.entries(rooms).map(mayOnlySee),
    skinsNameTypesOnly,
    onlyIn('database', '@mikro-orm'),
    onlyIn('workbench', 'ink|ink-select-input|react'),
    onlyIn('cli', 'commander'),
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: {circular: true, viaOnly: {dependencyTypesNot: ['type-only']}},
    },
    {
      name: 'pure-rooms',
      severity: 'error',
      from: {path: '^source/(graph|schema|operations|dialects|autogenerate|analysis)/'},
      to: {dependencyTypes: ['core', 'npm']},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: {fileName: 'tsconfig.json'},
    doNotFollow: {path: 'node_modules'},
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
