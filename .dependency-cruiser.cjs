/** A room of src/ may import itself and the rooms named after it. docs/architecture.md draws the arrows. */
const room = (name, ...mayImport) => ({
  name: `${name}-imports`,
  comment: `src/${name} may import only itself${mayImport.length > 0 ? `, ${mayImport.join(', ')}` : ''}.`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: '^src/', pathNot: [`^src/${name}/`, ...mayImport.map((other) => `^src/${other}(/|\\.ts$)`)] },
})
const CORE = ['domain', 'access', 'features', 'integration', 'models', 'live', 'llm', 'commentary', 'imports']
const OBJECT_TYPE = '\\.type\\.ts$'

module.exports = {
  forbidden: [
    room('domain'),
    room('features', 'domain'),
    room('integration', 'domain', 'features'),
    room('models', 'domain', 'features', 'integration'),
    room('imports', 'domain'),
    room('storage', 'domain', 'access', 'features', 'llm/(llm|ports)', 'commentary/(commentary|fact)', 'usecases/ports', 'usecases/(live|commentary|opinion|access|metering|documents|webhooks)/ports', 'usecases/commentary/sheet-port', 'models/artefact'),
    room('access', 'domain'),
    room('live', 'domain'),
    room('llm', 'domain'),
    room('commentary', 'domain', 'features'),
    room('usecases', ...CORE),
    room('graphql', 'domain', 'access', 'features', 'commentary/(commentary|fact)', 'llm/(llm|ports)', 'usecases'),
    room('console'),
    room('cli', 'app', 'usecases', 'domain', 'access'),
    {
      name: 'pure-core', severity: 'error', comment: 'domain, features and integration do no I/O and use no package.',
      from: { path: '^src/(domain|features|integration)/' }, to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer'] },
    },
    { name: 'one-door-to-tensorflow', severity: 'error', comment: 'models/tf.ts alone knows where TensorFlow.js comes from.', from: { path: '^src/', pathNot: '^src/models/tf\\.ts$' }, to: { path: 'node_modules/@tensorflow/', dependencyTypesNot: ['type-only'] } },
    { name: 'one-door-to-xgboost', severity: 'error', from: { path: '^src/', pathNot: '^src/models/xgboost/library\\.ts$' }, to: { path: 'node_modules/koffi/' } },
    { name: 'no-dev-packages', severity: 'error', comment: 'src/ runs without devDependencies; pino-pretty is tried and done without.', from: { path: '^src/' }, to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'], pathNot: ['node_modules/@types/', 'node_modules/pino-pretty/'] } },
    { name: 'no-unresolvable', severity: 'error', from: { path: '^src/' }, to: { couldNotResolve: true, dependencyTypesNot: ['type-only'] } },
    {
      name: 'no-circular', severity: 'error', comment: 'Recursive by nature: the object types of the graph alone (a race has runners, a runner has a race).',
      from: { pathNot: OBJECT_TYPE }, to: { circular: true },
    },
    { name: 'database-in-storage', severity: 'error', comment: 'Only storage, cli and app know TypeORM and pg.', from: { path: '^src/(domain|features|integration|usecases|graphql|imports)/' }, to: { path: 'node_modules/(typeorm|pg|pg-copy-streams)/' } },
  ],
  options: { doNotFollow: { path: 'node_modules' }, tsPreCompilationDeps: true, enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] }, tsConfig: { fileName: 'tsconfig.json' } },
}
