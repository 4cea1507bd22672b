import { type Job, Unseen } from '@unseen/client';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { followJob } from './follow-job.ts';

let server: Server | undefined;
afterEach(() => server?.close().closeAllConnections());

async function listen(port: number, answer: (response: ServerResponse) => void): Promise<number> {
  server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    answer(response);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const job = (state: Job['state'], done: number) => ({ id: 'j', state, done, failed: 0, skipped: 0 }) as Job;
const event = (now: Job) => `event: job\ndata: ${JSON.stringify(now)}\n\n`;

it('follows a job through a restart of the platform', async () => {
  const port = await listen(0, (response) => {
    // The platform is stopped in the middle of its answer, and nothing listens for a while.
    response.write(event(job('running', 1)), () => {
      server!.close();
      response.destroy();
    });
  });
  let waits = 0;
  const onRetry = () => {
    waits += 1;
    if (waits === 2) void listen(port, (response) => response.end(event(job('completed', 4))));
  };
  const unseen = new Unseen({ url: `http://127.0.0.1:${port}`, retryDelayMs: 5, onRetry });
  expect(await followJob(unseen, job('queued', 0), true)).toMatchObject({ state: 'completed', done: 4 });
  expect(waits).toBeGreaterThanOrEqual(2);
});
