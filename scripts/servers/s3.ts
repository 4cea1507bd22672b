import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, freePort, ServerProcess, type TestServer } from './server-process.ts';

const KEY = 'unseen-test';
const SECRET = 'unseen-test-secret';

/** Starts an S3-compatible server (versitygw) on a folder. Undefined when it is not installed. */
export async function startS3(): Promise<TestServer | undefined> {
  const command = findProgram('versitygw', join(homedir(), 'go/bin/versitygw'));
  if (command === undefined) return undefined;
  const dir = await mkdtemp(join(tmpdir(), 'unseen-s3-'));
  await mkdir(join(dir, 'data'));
  await mkdir(join(dir, 'metadata'));
  const port = await freePort();
  const server = new ServerProcess({
    command,
    args: ['--port', `127.0.0.1:${port}`, 'posix', '--sidecar', join(dir, 'metadata'), join(dir, 'data')],
    environment: { ROOT_ACCESS_KEY: KEY, ROOT_SECRET_KEY: SECRET },
    port,
  });
  await server.start();
  return {
    url: `http://${KEY}:${SECRET}@127.0.0.1:${port}`,
    start: () => server.start(),
    stop: (signal) => server.stop(signal),
    signal: (signal) => server.signal(signal),
    remove: async () => {
      await server.stop('SIGKILL');
      await rm(dir, { recursive: true, force: true });
    },
  };
}
