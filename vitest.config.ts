import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './scripts/tests/slowest-first.ts';

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
    // Those run on real servers (`npm run test:servers`) or on PyTorch (`npm run test:training`).
    exclude: ['test/browser/**', '**/*.servers.test.ts', '**/*.training.test.ts'],
    environment: 'node',
    // One file at a time per core: the suites open databases and ONNX sessions of their own.
    maxWorkers: 2,
    sequence: { sequencer: SlowestFirst },
    execArgv: ['--conditions=unseen-source'],
    // Every wait is for a condition; these only end what would never come, on the slowest machine too.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 300_000 } },
  },
});
