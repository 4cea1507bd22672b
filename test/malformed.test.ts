import { ERROR_CATALOGUE } from '@unseen/domain';
import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { damagedPictures } from './support/damaged-pictures.ts';
import { ApiDocument } from './support/document.ts';
import { MALFORMED_REQUESTS, malformedPictures } from './support/malformed.ts';
import { itemForm, picture } from './support/pictures.ts';
import type { Platform } from './support/platform.ts';
import { startPlatform } from './support/start-platform.ts';

const pictures = await malformedPictures();
/** Pictures with random damage; `DAMAGED=3000` for the long run, `SEED` for others. */
const DAMAGED = Number(process.env['DAMAGED'] ?? 150);
const SEED = Number(process.env['SEED'] ?? 20_260_101);
/** Sent at the same time. */
const AT_ONCE = 4;

describe('malformed input', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startPlatform();
    // Something to be there, so that nothing is refused only because the store is empty.
    await platform.json(201, 'POST', '/v1/items', itemForm({ caption: 'an apple' }, await picture('apple')));
  });
  afterAll(() => platform?.dispose());

  it('is tried in at least a hundred ways', () => {
    expect(MALFORMED_REQUESTS.length + pictures.length).toBeGreaterThanOrEqual(100);
  });

  it.each(MALFORMED_REQUESTS)('$name is refused with a problem', async ({ method, path, headers, body }) => {
    await expectProblem(await fetch(platform.url + path, { method: method ?? 'POST', headers, body }));
  });

  it.each(pictures)('a picture that is %s is refused with a problem', async (_name, bytes) => {
    const response = await platform.send('POST', '/v1/items', itemForm({ caption: 'a picture' }, bytes));
    await expectProblem(response);
  });

  it(`${DAMAGED} pictures with random damage are taken or refused as the document says`, async () => {
    const document = new ApiDocument(await platform.json(200, 'GET', '/openapi.json'));
    const route = document.routes().find(({ method, path }) => method === 'POST' && path === '/v1/items')!;
    const outcomes = new Map<string, number>();
    const wrong: string[] = [];
    const send = async (bytes: Uint8Array<ArrayBuffer>, index: number) => {
      const form = itemForm({ id: `${index}`, collection: 'damaged' }, bytes);
      const response = await platform.send('POST', '/v1/items', form);
      const text = await response.text();
      const { code = 'taken' } = JSON.parse(text) as { code?: string };
      outcomes.set(code, (outcomes.get(code) ?? 0) + 1);
      const problem = document.problemOf(route, response.status, response.headers.get('content-type'), text);
      if (response.status >= 500 || problem !== undefined) {
        wrong.push(`picture ${index} of seed ${SEED}: ${response.status} ${problem ?? ''}: ${text}`);
      }
    };
    const slots = pLimit(AT_ONCE);
    const damaged = await damagedPictures(DAMAGED, SEED);
    await Promise.all(damaged.map((bytes, index) => slots(() => send(bytes, index))));
    console.log(Object.fromEntries(outcomes));
    expect(wrong).toEqual([]);
    const taken = outcomes.get('taken') ?? 0;
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(DAMAGED);
    const { count } = await platform.json(200, 'GET', '/v1/items/count?collection=damaged');
    expect(count).toBe(taken);
  });

  it('leaves the platform up, and nothing half-written', async () => {
    expect(await platform.json(200, 'GET', '/health/ready')).toMatchObject({ status: 'ready' });
    const { hits } = await platform.json(200, 'POST', '/v1/search', { text: 'a picture' });
    expect(hits).toHaveLength(1);
  });

  async function expectProblem(response: Response): Promise<void> {
    const text = await response.text();
    expect(response.status, text).toBeGreaterThanOrEqual(400);
    expect(response.status, text).toBeLessThan(500);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const problem = JSON.parse(text) as { code: string; status: number; requestId: string; detail: string };
    expect(Object.keys(ERROR_CATALOGUE)).toContain(problem.code);
    expect(problem.status).toBe(response.status);
    expect(problem.requestId).toBe(response.headers.get('x-request-id'));
    expect(problem.detail).not.toMatch(/\/(tmp|home|root|usr)\//);
    // Words of a parser's own inside are no words for who sent the request.
    expect(problem.detail).not.toMatch(/needle|\.\.$/);
  }
});
