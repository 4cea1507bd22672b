// The walls of the house. `npm run boundaries` holds the code to them; test/boundaries.test.ts plants a
// violation of each kind and sees it caught.

/** Each of these packages is an engine: one adapter folder may import it, nobody else. */
const ENGINES = [
  ['lancedb', '(@lancedb/|apache-arrow)', '^libs/vector-store/src/lancedb/'],
  ['qdrant', '@qdrant/', '^libs/vector-store/src/qdrant/'],
  ['onnxruntime', 'onnxruntime-', '^libs/encoder/src/'],
  ['sharp', '(sharp|@img/)', '^libs/imaging/src/'],
  ['pglite-and-pg', '(@electric-sql/|pg/|kysely)', '^libs/ledger/src/'],
  ['pg-boss', 'pg-boss', '^libs/queue/src/pg-boss/'],
  ['bull-and-ioredis', '(bull|ioredis)/', '^libs/queue/src/bull/'],
  ['s3', '@aws-sdk/', '^libs/blobs/src/s3/'],
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Circular imports are fatal in ESM.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'apps-never-import-apps',
      comment: 'Apps share code through libs. Only standalone is made of the three services.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/standalone/' },
      to: { path: '^apps/([^/]+)/', pathNot: '^apps/$1/' },
    },
    {
      name: 'standalone-imports-only-the-services',
      severity: 'error',
      from: { path: '^apps/standalone/' },
      to: { path: '^apps/', pathNot: '^apps/(standalone/|(ingestion|query|admin)/(src|dist)/index\\.)' },
    },
    {
      name: 'libs-never-import-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'domain-depends-on-nothing',
      severity: 'error',
      from: { path: '^libs/domain/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^(libs/domain/|node:)', dependencyTypesNot: ['core'] },
    },
    {
      name: 'no-nest-in-the-core',
      comment: 'Nest lives at the edges: what goes over the wire (api), server and the apps.',
      severity: 'error',
      from: { path: '^libs/', pathNot: '^libs/(server|api)/' },
      to: { path: 'node_modules/@nestjs/' },
    },
    {
      name: 'pure-region-arithmetic',
      comment: 'IMFA is arithmetic on domain types, some of it in SIMD; it knows no engine.',
      severity: 'error',
      from: { path: '^libs/imfa/', pathNot: '\\.test\\.ts$' },
      to: { path: '^libs/', pathNot: '^libs/(imfa|domain|simd)/' },
    },
    {
      name: 'no-testing-in-production',
      severity: 'error',
      from: { pathNot: ['\\.test\\.ts$', '/testing/', '^test/', '^benchmarks/'] },
      to: { path: '^libs/testing/' },
    },
    ...ENGINES.map(([name, packages, folder]) => ({
      name: `only-one-folder-imports-${name}`,
      severity: 'error',
      from: { pathNot: folder },
      to: { path: `node_modules/${packages}` },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(libs|apps)/[^/]+/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.tests.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['unseen-source', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
