import { openQdrant } from '@unseen/vector-store';
import { qdrantForTests } from '@unseen/testing';
import { randomBytes } from 'node:crypto';
import { afterAll } from 'vitest';
import { describeAnswers } from './testing/answers-oracle.ts';

const { url, apiKey, notRun } = qdrantForTests();
const prefix = `test-${randomBytes(6).toString('hex')}`;

afterAll(async () => {
  if (url === undefined) return;
  const headers: Record<string, string> = apiKey === undefined ? {} : { 'api-key': apiKey };
  const answer = await fetch(`${url}/collections`, { headers });
  const { result } = (await answer.json()) as { result: { collections: { name: string }[] } };
  for (const { name } of result.collections.filter((each) => each.name.startsWith(`${prefix}.`))) {
    await fetch(`${url}/collections/${name}`, { method: 'DELETE', headers });
  }
});

describeAnswers(
  'Qdrant',
  () => openQdrant({ urls: [url!], ...(apiKey && { apiKey }), prefix, timeoutMs: 30_000 }),
  notRun,
);
