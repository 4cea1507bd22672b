import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['unseen-source'] },
  ssr: { resolve: { conditions: ['unseen-source'] } },
  test: {
    include: [
      'libs/*/src/**/*.test.ts',
      'apps/*/src/**/*.test.ts',
      'test/**/*.test.ts',
      'benchmarks/**/*.test.ts',
    ],
    // Those run on real servers: `npm run test:servers`.
    exclude: ['test/browser/**', '**/*.servers.test.ts'],
    environment: 'node',
    // One file at a time per core: the suites open databases and ONNX sessions of their own.
    maxWorkers: 2,
    execArgv: ['--conditions=unseen-source'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
