import { SERVERS } from '@unseen/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Distributed } from './support/distributed.ts';

const { postgres, redis, s3, qdrant } = SERVERS;

describe.skipIf(Object.values({ postgres, redis, s3, qdrant }).includes(undefined))(
  'a service that stops',
  () => {
    let platform: Distributed;
    beforeAll(async () => {
      platform = await Distributed.start({ postgres: postgres!, redis: redis!, s3: s3!, qdrant: qdrant! });
    });
    afterAll(() => platform?.dispose());

    const requests = {
      ingestion: { path: '/v1/items', body: (n: number) => ({ id: `d${n}`, caption: `thing ${n}` }) },
      query: { path: '/v1/search', body: (n: number) => ({ text: `thing ${n}` }) },
    };

    it.each(['ingestion', 'query'] as const)('answers what is under way: %s', async (name) => {
      const answers = Array.from({ length: 12 }, async (_, n) => {
        const { path, body } = requests[name];
        const response = await fetch(platform[name].url + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body(n)),
        });
        await response.arrayBuffer();
        return response.ok;
      });
      // By the first answer, all of them have arrived. Their connections could be used again, and are not waited for.
      await Promise.race(answers);
      const started = performance.now();
      expect(await platform[name].stop('SIGTERM')).toBe(0);
      expect(performance.now() - started).toBeLessThan(30_000);
      expect(await Promise.all(answers)).toEqual(answers.map(() => true));
    });
  },
);
