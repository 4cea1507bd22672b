import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRedis } from '../../scripts/servers/redis.ts';
import type { TestServer } from '../../scripts/servers/server-process.ts';
import { pictureFolder } from '../support/collections.ts';
import { Standalone } from '../support/standalone.ts';
import { Reader } from './support/reader.ts';

const KEY = `usk_${'k3y'.repeat(12)}`;
const redis: TestServer | undefined = await startRedis();
if (redis === undefined) process.stderr.write('\nNOT RUN, not installed: Redis (Debian: redis-server)\n');

describe.skipIf(redis === undefined)('the queues of a platform on Redis', () => {
  let platform: Standalone;
  let reader: Reader;
  beforeAll(async () => {
    // Hands out work and does none: what is sent stays in its queue.
    const settings = { UNSEEN_REDIS_URL: redis!.url, UNSEEN_ROLE: 'api', UNSEEN_API_KEY: KEY };
    platform = await Standalone.start(settings);
    reader = await Reader.open(platform.url);
    await reader.page.addInitScript((key) => sessionStorage.setItem('unseen:key', key), KEY);
  });
  afterAll(async () => {
    await reader?.close();
    await platform?.dispose();
    await redis?.remove();
  });

  it('open from the system page, for whoever holds the key, and show what waits', async () => {
    const folder = join(platform.dataDir, 'import/album');
    await mkdir(folder, { recursive: true });
    await pictureFolder(folder, 1);
    const body = { source: { type: 'folder', path: 'album' } };
    const headers = { authorization: `Bearer ${KEY}` };
    const response = await platform.send('POST', '/v1/jobs', body, headers);
    const { id } = (await response.json()) as { id: string };
    const { page } = reader;
    await page.goto('/system');
    await page.getByRole('button', { name: 'Look into the queues' }).click();
    await page.waitForURL('**/queues');
    await page.getByRole('link', { name: 'ingest.plan' }).first().click();
    await page.getByText(`"${id}"`).waitFor();
    expect(reader.errors).toEqual([]);
    expect(reader.strangers).toEqual([]);
  });
});
