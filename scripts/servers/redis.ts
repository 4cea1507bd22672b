import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, freePort, ServerProcess, type TestServer } from './server-process.ts';

/** Databases the server has, for tests that each want an empty one. */
export const REDIS_DATABASES = 10_000;

/** Starts a Redis set up as the queue needs it: append-only file, no eviction. Undefined when Redis is not installed. */
export async function startRedis(): Promise<TestServer | undefined> {
  const command = findProgram('redis-server');
  if (command === undefined) return undefined;
  const dir = await mkdtemp(join(tmpdir(), 'unseen-redis-'));
  const port = await freePort();
  const settings = {
    port,
    bind: '127.0.0.1',
    dir,
    databases: REDIS_DATABASES,
    appendonly: 'yes',
    'maxmemory-policy': 'noeviction',
    save: '',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const server = new ServerProcess({ command, args, port });
  await server.start();
  return {
    url: `redis://127.0.0.1:${port}/0`,
    start: () => server.start(),
    stop: (signal) => server.stop(signal),
    signal: (signal) => server.signal(signal),
    remove: async () => {
      await server.stop('SIGKILL');
      await rm(dir, { recursive: true, force: true });
    },
  };
}
