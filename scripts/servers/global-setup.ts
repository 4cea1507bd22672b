import { startPostgres } from './postgres.ts';
import { startRedis } from './redis.ts';
import { startS3 } from './s3.ts';
import type { TestServer } from './server-process.ts';

const STARTERS: Record<string, [name: string, start: () => Promise<TestServer | undefined>]> = {
  TEST_POSTGRES_URL: ['Postgres (Debian: postgresql)', startPostgres],
  TEST_REDIS_URL: ['Redis (Debian: redis-server)', startRedis],
  TEST_S3_URL: ['versitygw (go install github.com/versity/versitygw/cmd/versitygw@v1.8.0)', startS3],
};

/**
 * Starts the servers of `npm run test:servers`, unless an address in the environment says where one runs already. What is
 * not installed is said loudly, and in CI it is a failure: a suite that is skipped in silence tests nothing.
 *
 * @returns ends them
 */
export default async function startServers(): Promise<() => Promise<void>> {
  const started: TestServer[] = [];
  const missing: string[] = [];
  for (const [variable, [name, start]] of Object.entries(STARTERS)) {
    if (process.env[variable] !== undefined) continue;
    const server = await start();
    if (server === undefined) missing.push(name);
    else {
      started.push(server);
      process.env[variable] = server.url;
    }
  }
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((server) => server.remove()));
    if (missing.length > 0) process.stderr.write(`\nNOT RUN, not installed: ${missing.join(', ')}\n`);
    if (process.env['QDRANT_URL'] === undefined) {
      process.stderr.write('\nNOT RUN: the services end to end. Set QDRANT_URL to a Qdrant server.\n');
    }
  };
  if (missing.length > 0 && process.env['CI'] !== undefined) {
    await stop();
    throw new Error(`CI must not skip suites. Install: ${missing.join(', ')}.`);
  }
  return stop;
}
