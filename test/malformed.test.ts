import { ERROR_CATALOGUE } from '@unseen/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MALFORMED_REQUESTS, malformedPictures } from './support/malformed.ts';
import { itemForm, picture } from './support/pictures.ts';
import type { Platform } from './support/platform.ts';
import { startPlatform } from './support/start-platform.ts';

const pictures = await malformedPictures();

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
  }
});
