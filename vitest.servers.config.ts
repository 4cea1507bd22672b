import { defineConfig, mergeConfig } from 'vitest/config';
import shared from './vitest.config.ts';

/** `npm run test:servers`: the adapters that need a server, and what runs on every adapter, on the real servers. */
export default mergeConfig(
  { ...shared, test: { ...shared.test, include: [], exclude: [] } },
  defineConfig({
    test: {
      include: [
        '{libs,apps}/*/src/**/*.servers.test.ts',
        'test/*.servers.test.ts',
        'test/browser/*.servers.test.ts',
        'libs/ledger/src/repositories/*.test.ts',
        'libs/ledger/src/{crash,ledger}.test.ts',
        'libs/ingest/src/{items,switch}/*.test.ts',
        'libs/ingest/src/map/make-map.test.ts',
        'libs/ingest/src/jobs/job-*.test.ts',
        ...(process.env['QDRANT_URL'] === undefined
          ? []
          : ['test/{items,search,jobs,malformed,client,tenants,model-switch,class-facets}.test.ts']),
      ],
      globalSetup: ['scripts/servers/global-setup.ts'],
    },
  }),
);
