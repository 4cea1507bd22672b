import { isAppError } from '@unseen/domain';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { callerLeft } from './caller-left.ts';

const asked: { response: ServerResponse; left: AbortSignal }[] = [];
const leftSoFar = () => asked.map(({ left }) => left.aborted).sort();

let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((_request, response) => asked.push({ response, left: callerLeft(response) }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => asked.splice(0));
afterAll(() => server?.close());

test('is aborted for the caller that closes its connection, and for no other', async () => {
  const leaving = new AbortController();
  const left = fetch(url, { signal: leaving.signal });
  const stays = fetch(url);
  await expect.poll(() => asked.length).toBe(2);
  leaving.abort();
  await expect(left).rejects.toThrow();
  await expect.poll(leftSoFar).toEqual([false, true]);
  const gone = asked.find(({ left: { aborted } }) => aborted)!;
  expect(isAppError(gone.left.reason, 'caller_left')).toBe(true);
  // One that asks only now whether the caller is there is told at once.
  expect(callerLeft(gone.response).aborted).toBe(true);
  for (const { response } of asked) response.end('here');
  expect(await (await stays).text()).toBe('here');
  expect(leftSoFar()).toEqual([false, true]);
});

test('is not aborted when the connection is closed after the answer', async () => {
  const answer = fetch(url, { headers: { connection: 'close' } });
  await expect.poll(() => asked.length).toBe(1);
  const { response, left } = asked[0]!;
  const closed = new Promise((resolve) => response.once('close', resolve));
  response.end('here');
  expect(await (await answer).text()).toBe('here');
  await closed;
  expect(left.aborted).toBe(false);
});
