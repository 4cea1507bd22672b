import { afterAll, beforeAll, expect, it } from 'vitest';
import { Standalone } from './support/standalone.ts';

const SEARCHES = 150;

let platform: Standalone;
beforeAll(async () => {
  platform = await Standalone.start();
  await platform.json(201, 'POST', '/v1/items', { caption: 'a red bicycle' });
});
afterAll(() => platform?.dispose());

/** The sum of a counter over the series whose line matches. */
async function count(series: RegExp): Promise<number> {
  const lines = (await (await platform.send('GET', '/metrics')).text()).split('\n');
  const values = lines.filter((line) => series.test(line)).map((line) => Number(line.split(' ').at(-1)));
  return values.reduce((sum, value) => sum + value, 0);
}

it('a search is not carried out for a caller that has left, and answered to one that stays', async () => {
  const leaving = new AbortController();
  const ask = (text: string, signal?: AbortSignal) =>
    fetch(`${platform.url}/v1/search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
      signal,
    });
  const searches = Array.from({ length: SEARCHES }, (_, n) => ask(`a dog and ${n} cats`, leaving.signal));
  await Promise.race(searches);
  leaving.abort();
  await Promise.allSettled(searches);
  // It waits for the encoder behind all of them.
  const { hits } = await platform.json(200, 'POST', '/v1/search', { text: 'a red bicycle' });
  expect(hits[0].caption).toBe('a red bicycle');
  const requests = (status: number) =>
    count(new RegExp(`^unseen_http_request_seconds_count.*"/v1/search",status="${status}"`));
  const [answered, left] = [await requests(200), await requests(499)];
  expect(left).toBeGreaterThan(0);
  const recalled = await count(/^unseen_stage_seconds_count{pipeline="search",stage="recall"}/);
  expect(recalled).toBeLessThan(answered + left);
  expect(platform.log).not.toContain('caller_left');
});
