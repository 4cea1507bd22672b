import { defineConfig } from 'vitest/config';

// The tests that need a browser: `npm run test:browser`.
export default defineConfig({
  resolve: { conditions: ['unseen-source'] },
  ssr: { resolve: { conditions: ['unseen-source'] } },
  test: {
    include: ['test/browser/**/*.test.ts'],
    exclude: ['**/*.servers.test.ts'],
    environment: 'node',
    // A platform and a browser at once are enough for a small machine.
    maxWorkers: 1,
    // Every wait is for a condition; this only ends what would never come.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 300_000 } },
  },
});
