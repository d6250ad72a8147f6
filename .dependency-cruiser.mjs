// The import rules of the floor plan. `npm run check` runs them; test/architecture plants a violation of each and sees it refused.

/** Everything that ships: tests and doubles may reach further than the code they test. */
const SHIPPED = { pathNot: ['^test/', '\\.spec\\.ts$', '^scripts/', '^node_modules/'] };
/** Every library is an adapter, with one driver of its own, unless it is one of these. */
const ADAPTER_FOLDER = '^libs/(?!(?:ocpi|bridge|core|routing|database|observability)/)([^/]+)/';

const lib = (...names) => `^libs/(${names.join('|')})/`;
const shipped = (path) => ({ ...SHIPPED, path });
const packages = (...names) => `^node_modules/(${names.join('|')})(/|$)`;

const forbidden = [
  {
    name: 'no-cycles',
    comment: 'Two files that need each other are one idea in two places.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-unresolvable',
    comment: 'An import that leads nowhere escapes every other rule.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'ocpi-is-pure',
    comment: 'libs/ocpi holds protocol facts: nothing of ours, no Node module; of packages ajv alone.',
    from: shipped(lib('ocpi')),
    to: { pathNot: [lib('ocpi'), packages('ajv')] },
  },
  {
    name: 'bridge-is-pure',
    comment: 'libs/bridge is functions between versions: libs/ocpi, a map of time zones, and nothing else.',
    from: shipped(lib('bridge')),
    to: { pathNot: [lib('bridge', 'ocpi'), packages('ajv', '@photostructure/tz-lookup')] },
  },
  {
    name: 'core-asks-through-ports',
    comment: 'libs/core decides; Nest, databases, HTTP, Node, clock and chance come through ports.',
    from: shipped(lib('core')),
    to: { pathNot: [lib('core', 'bridge', 'ocpi')] },
  },
  {
    name: 'adapters-apart',
    comment: 'An adapter knows core, ocpi, database and its own driver; never another adapter.',
    from: shipped(ADAPTER_FOLDER),
    to: { path: ADAPTER_FOLDER, pathNot: '^libs/$1/' },
  },
  {
    name: 'libs-below-apps',
    comment: 'Libraries do not know who uses them, and are handed their slice of the configuration.',
    from: shipped('^libs/'),
    to: { path: '^(apps|config)/' },
  },
  {
    name: 'routing-on-top',
    comment: 'libs/routing binds ports to adapters; nothing below it may look up.',
    from: shipped('^libs/(?!routing/)'),
    to: { path: lib('routing') },
  },
  {
    name: 'foundations-stand-alone',
    comment: 'database and observability are used by adapters and use none of them.',
    from: shipped(lib('database', 'observability')),
    to: { path: ADAPTER_FOLDER },
  },
  {
    name: 'apps-apart',
    comment: 'Applications do not import one another.',
    from: shipped('^apps/([^/]+)/'),
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  {
    name: 'simulator-is-a-witness',
    comment: 'A simulated partner that shared code with the hub would share its mistakes.',
    from: shipped('^apps/simulator/'),
    to: { path: '^(libs|apps|config)/', pathNot: ['^apps/simulator/', lib('ocpi')] },
  },
  {
    name: 'through-the-index',
    comment: 'A library is entered through its index.ts, which names what it exports.',
    from: shipped('^(?:apps|config|libs)/([^/]+)/'),
    to: { path: '^libs/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^libs/$1/'] },
  },
  {
    name: 'nothing-imports-tests',
    comment: 'What ships does not stand on test code.',
    from: { ...SHIPPED },
    to: { path: ['^test/', '\\.spec\\.ts$'] },
  },
  {
    name: 'configuration-knows-nobody',
    comment: 'config/ is read by entry points and reads nothing of ours.',
    from: shipped('^config/'),
    to: { path: '^(apps|libs)/' },
  },
  {
    name: 'one-door-out',
    comment:
      'Only party-http opens connections to parties: there the addresses are guarded. Partners are simulated with their own client.',
    from: { path: '^(apps|libs)/', pathNot: [...SHIPPED.pathNot, lib('party-http'), '^apps/(simulator|cli)/'] },
    to: { path: [packages('undici'), '^(node:)?(https|http2|tls|dns|dns/promises)$'] },
  },
  {
    name: 'typeorm-in-its-place',
    comment: 'TypeORM appears in entities, typeorm-… files and libs/database.',
    from: {
      path: '^(apps|libs)/',
      pathNot: [...SHIPPED.pathNot, lib('database'), '\\.entity\\.ts$', '/typeorm-[^/]+\\.ts$'],
    },
    to: { path: packages('typeorm') },
  },
  {
    name: 'drivers-in-the-database',
    comment: 'The drivers of the databases are used by libs/database alone.',
    from: shipped('^(apps|libs/(?!database/))'),
    to: { path: packages('better-sqlite3', 'mysql2') },
  },
  {
    name: 'bullmq-in-deliveries',
    comment: 'The queue is a detail of libs/deliveries.',
    from: shipped('^(apps|libs/(?!deliveries/))'),
    to: { path: packages('bullmq') },
  },
  {
    name: 'redis-in-its-place',
    comment: 'Redis is a detail of libs/deliveries and libs/events.',
    from: shipped('^(apps|libs/(?!(deliveries|events)/))'),
    to: { path: packages('ioredis', '@nestjs/microservices') },
  },
  {
    name: 'shipped-packages-only',
    comment: 'The image has no devDependencies: what ships must not need one.',
    from: shipped('^(apps|libs|config)/'),
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
  },
];

export default {
  forbidden: forbidden.map((rule) => ({ severity: 'error', ...rule })),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Type imports count: a type from a forbidden room is knowledge of that room.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
};
