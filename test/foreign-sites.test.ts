import { once } from 'node:events';
import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Standalone } from './support/standalone.ts';

describe('a platform that is open to its machine', () => {
  let platform: Standalone;
  beforeAll(async () => {
    platform = await Standalone.start();
  });
  afterAll(() => platform?.dispose());

  /** Sends headers that `fetch` would not. */
  async function ask(headers: Record<string, string>, path = '/v1/collections', method = 'GET', body = '') {
    const asking = request(new URL(path, platform.url), { method, headers }).end(body);
    const [response] = (await once(asking, 'response')) as [import('node:http').IncomingMessage];
    return { status: response.statusCode, body: (await json(response)) as { code?: string } };
  }

  it('answers programs, and pages of the machine', async () => {
    expect((await ask({})).status).toBe(200);
    const port = new URL(platform.url).port;
    const own = {
      host: `localhost:${port}`,
      origin: `http://localhost:${port}`,
      'sec-fetch-site': 'same-origin',
    };
    expect((await ask(own)).status).toBe(200);
  });

  it.each(['/', '/docs', '/openapi.json', '/metrics', '/nowhere', '/health/ready'])(
    'does not show %s under a name that was made to mean this machine',
    async (path) => {
      const { status, body } = await ask({ host: 'rebound.example' }, path);
      expect({ status, body }).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
    },
  );

  it('answers probes, whatever address they know it by', async () => {
    expect((await ask({ host: '10.0.0.5:8080' }, '/health/ready')).status).toBe(200);
  });

  it('shows its pages in no frame of another site', async () => {
    const frame = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'iframe',
    };
    expect((await ask(frame, '/docs')).status).toBe(401);
  });

  it('keeps pages of other sites out, with forms, pictures and names of their own', async () => {
    const refused = { status: 401, body: { code: 'unauthorized' } };
    expect(await ask({ host: 'rebound.example' })).toMatchObject(refused);
    expect(await ask({ 'sec-fetch-site': 'cross-site' }, '/v1/items/a/image')).toMatchObject(refused);
    const form = '--x\r\ncontent-disposition: form-data; name="caption"\r\n\r\nplanted\r\n--x--\r\n';
    const headers = { origin: 'https://shop.example', 'content-type': 'multipart/form-data; boundary=x' };
    expect(await ask(headers, '/v1/items', 'POST', form)).toMatchObject(refused);
    expect(await platform.json(200, 'GET', '/v1/collections')).toEqual({ collections: [] });
    delete (headers as { origin?: string }).origin;
    expect((await ask(headers, '/v1/items', 'POST', form)).status).toBe(201);
  });
});
