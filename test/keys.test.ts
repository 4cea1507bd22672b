import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Standalone } from './support/standalone.ts';

const OPERATOR = `usk_${'0perator'.repeat(6)}`;

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

describe('keys', () => {
  let platform: Standalone;
  beforeAll(async () => {
    platform = await Standalone.start({ UNSEEN_API_KEY: OPERATOR });
  });
  afterAll(() => platform?.dispose());

  /** What a request with a key was answered. */
  async function as(key: string, method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await platform.send(method, path, body, { authorization: `Bearer ${key}` });
    const text = await response.text();
    const parsed: unknown = text === '' ? {} : JSON.parse(text);
    return { status: response.status, headers: response.headers, body: parsed };
  }

  /** Makes a key and returns it with its id. */
  async function make(fields: object = {}): Promise<{ id: string; key: string }> {
    const { status, body } = await as(OPERATOR, 'POST', '/v1/keys', {
      name: 'shop',
      scopes: ['search'],
      ...fields,
    });
    expect(status).toBe(201);
    return body as { id: string; key: string };
  }

  it('are made with what they may do, and shown once', async () => {
    const made = await make({ name: 'shop front', requestsPerMinute: 600 });
    expect(made).toMatchObject({
      name: 'shop front',
      scopes: ['search'],
      tenant: 'default',
      status: 'active',
    });
    expect(made.key).toMatch(/^usk_[0-9a-f]{64}$/);
    expect((await as(made.key, 'POST', '/v1/search', { text: 'a' })).status).toBe(200);
    const refused = await as(made.key, 'POST', '/v1/items', { caption: 'a' });
    expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    const list = await as(OPERATOR, 'GET', '/v1/keys');
    expect(JSON.stringify(list.body)).not.toContain(made.key);
    expect(list.body.keys).toContainEqual(
      expect.objectContaining({ id: made.id, prefix: made.key.slice(0, 12), requestsPerMinute: 600 }),
    );
  });

  /** Resolves when a key is refused: each process trusts what it knows of one for half a second. */
  async function refused(key: string): Promise<void> {
    await expect.poll(async () => (await as(key, 'POST', '/v1/search', { text: 'a' })).status).toBe(401);
  }

  it('are refused everywhere soon after they are revoked', async () => {
    const { id, key } = await make();
    expect((await as(key, 'POST', '/v1/search', { text: 'a' })).status).toBe(200);
    expect((await as(OPERATOR, 'DELETE', `/v1/keys/${id}`)).status).toBe(204);
    await refused(key);
    expect((await as(OPERATOR, 'DELETE', `/v1/keys/${id}`)).body.code).toBe('key_not_found');
  });

  it('say when they were used last', async () => {
    const { id, key } = await make();
    const lastUse = async () =>
      (await as(OPERATOR, 'GET', '/v1/keys')).body.keys.find((each: { id: string }) => each.id === id)
        .lastUsedAt as string | null;
    expect(await lastUse()).toBeNull();
    expect((await as(key, 'POST', '/v1/search', { text: 'a' })).status).toBe(200);
    await expect.poll(lastUse).toMatch(/^\d{4}-/);
  });

  it('overlap when they are rotated', async () => {
    const old = await make({ scopes: ['search', 'ingest'] });
    const { status, body: fresh } = await as(OPERATOR, 'POST', `/v1/keys/${old.id}/rotate`, {
      overlapSeconds: 3_600,
    });
    expect(status).toBe(201);
    expect(fresh).toMatchObject({ name: 'shop', scopes: ['search', 'ingest'] });
    for (const key of [old.key, fresh.key]) {
      expect((await as(key, 'POST', '/v1/search', { text: 'a' })).status).toBe(200);
    }
    await as(OPERATOR, 'POST', `/v1/keys/${fresh.id}/rotate`, { overlapSeconds: 0 });
    await refused(fresh.key);
  });

  it('expire', async () => {
    // A life long enough for a request, however slow the machine is.
    for (let seconds = 2; ; seconds *= 2) {
      const { key } = await make({ expiresAt: new Date(Date.now() + seconds * 1_000).toISOString() });
      const first = await as(key, 'POST', '/v1/search', { text: 'a' });
      if (first.status === 401 && seconds < 60) continue;
      expect(first.status).toBe(200);
      return refused(key);
    }
  });

  it('have a rate limit that says when to come back', async () => {
    const { key } = await make({ requestsPerMinute: 3 });
    // Side by side: one after another they could take so long that a fourth is due.
    const ask = () => as(key, 'POST', '/v1/search', { text: 'a' });
    const answers = await Promise.all([ask(), ask(), ask(), ask()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429]);
    const refusal = answers.find(({ status }) => status === 429)!;
    expect(refusal.body.code).toBe('rate_limited');
    const seconds = Number(refusal.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
  });

  it.each([
    ['no name', { name: '' }],
    ['no scope', { scopes: [] }],
    ['a scope there is not', { scopes: ['root'] }],
    ['an end in the past', { expiresAt: '2020-01-01T00:00:00Z' }],
    ['an end that is no date', { expiresAt: 'tomorrow' }],
    ['a limit of nothing', { requestsPerMinute: 0 }],
    ['a tenant with odd characters', { tenant: '../default' }],
  ])('are not made with %s', async (_what, fields) => {
    const answer = await as(OPERATOR, 'POST', '/v1/keys', { name: 'a', scopes: ['search'], ...fields });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
  });

  it('of one tenant never reach another', async () => {
    const mine = await make({ scopes: ['admin'], tenant: 'mine' });
    const theirs = await make({ scopes: ['admin'], tenant: 'theirs' });
    expect((await as(mine.key, 'GET', '/v1/keys')).body.keys.map((key: { id: string }) => key.id)).toEqual([
      mine.id,
    ]);
    expect((await as(mine.key, 'GET', '/v1/keys?tenant=theirs')).status).toBe(403);
    expect(
      (await as(mine.key, 'POST', '/v1/keys', { name: 'a', scopes: ['search'], tenant: 'theirs' })).status,
    ).toBe(403);
    expect((await as(mine.key, 'DELETE', `/v1/keys/${theirs.id}`)).status).toBe(404);
    expect((await as(mine.key, 'POST', `/v1/keys/${theirs.id}/rotate`, {})).status).toBe(404);
    const own = await as(mine.key, 'POST', '/v1/keys', { name: 'a', scopes: ['search'] });
    expect(own.body.tenant).toBe('mine');
    const audit = await as(mine.key, 'GET', '/v1/audit');
    expect(audit.body.lines.map((line: { action: string }) => line.action)).toEqual([
      'key.create',
      'key.create',
    ]);
    expect(audit.body.lines[0]).toMatchObject({ actor: mine.id, subject: own.body.id });
  });

  it('of a tenant take no backup: it is for the operator alone', async () => {
    const { key } = await make({ scopes: ['admin', 'search', 'ingest'], tenant: 'shop' });
    expect(await as(key, 'GET', '/v1/backup')).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    const authorization = `Bearer ${OPERATOR}`;
    const taken = await platform.send('GET', '/v1/backup', undefined, { authorization });
    expect(taken.headers.get('content-type')).toBe('application/x-tar');
    expect((await taken.arrayBuffer()).byteLength).toBeGreaterThan(1_024);
  });

  it('without the scope admin see the published version of a catalogue alone, where it says so', async () => {
    const shop = (await make({ tenant: 'fashion' })).key;
    const editor = (await make({ tenant: 'fashion', scopes: ['ingest', 'search', 'admin'] })).key;
    const settings = (key: string, body?: object) =>
      as(key, body ? 'PATCH' : 'GET', '/v1/classes/settings', body);
    const add = async (name: string): Promise<string> =>
      (await as(editor, 'POST', '/v1/classes', { name, seen: true })).body.id as string;
    const publish = (version: number) => as(editor, 'POST', `/v1/classes/versions/${version}/publish`);
    const names = async (key: string): Promise<string[]> =>
      ((await as(key, 'GET', '/v1/classes')).body.classes as { name: string }[]).map(({ name }) => name);

    expect((await settings(editor)).body).toEqual({ serves: 'latest', version: 0, published: null });
    expect(await settings(editor, { serves: 'published' })).toMatchObject({
      status: 409,
      body: { code: 'nothing_published' },
    });
    expect((await settings(editor, { serves: 'newest' })).body.errors[0].field).toBe('serves');
    expect((await settings(shop, { serves: 'latest' })).status).toBe(403);
    for (const id of ['tulip', 'rose'])
      expect((await as(editor, 'POST', '/v1/items', { id, caption: `a ${id}` })).status).toBe(201);
    const tulip = await add('tulip');
    expect((await publish(1)).status).toBe(204);
    const pinned = await settings(editor, { serves: 'published' });
    expect(pinned.body).toEqual({ serves: 'published', version: 1, published: 1 });

    const rose = await add('rose');
    await as(editor, 'PATCH', `/v1/classes/${tulip}`, { description: 'a draft' });
    expect([await names(shop), await names(editor)]).toEqual([['tulip'], ['rose', 'tulip']]);
    expect((await as(shop, 'GET', `/v1/classes/${tulip}`)).body.description).toBeFalsy();
    expect((await as(editor, 'GET', `/v1/classes/${tulip}`)).body.description).toBe('a draft');
    expect((await as(shop, 'GET', `/v1/classes/${rose}`)).body.code).toBe('class_not_found');
    const roses = { text: 'a rose', classes: ['rose'] };
    const found = (key: string, body: object = roses) => as(key, 'POST', '/v1/search', body);
    expect((await found(shop)).body.code).toBe('class_not_found');
    expect((await found(editor)).body.hits[0]).toMatchObject({ id: 'rose', class: { name: 'rose' } });
    const several = await as(shop, 'POST', '/v1/searches', { searches: [roses, { text: 'a tulip' }] });
    expect(several.body.results[0].code).toBe('class_not_found');
    expect(several.body.results[1].hits[0]).toMatchObject({ id: 'tulip', class: { name: 'tulip' } });
    const named = (key: string, wish: object = {}) =>
      as(key, 'POST', '/v1/classify', { text: 'a rose', ...wish });
    expect([(await named(shop)).body.version, (await named(editor)).body.version]).toEqual([1, 3]);

    // Nothing but the published version, however it is asked for.
    for (const answer of [
      await found(shop, { ...roses, asOf: 3 }),
      await named(shop, { asOf: 2 }),
      await as(shop, 'GET', '/v1/classes?asOf=3'),
    ]) {
      expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    }
    expect((await named(shop, { asOf: 'published' })).body.version).toBe(1);
    expect((await as(shop, 'GET', '/v1/classes?asOf=1')).body.version).toBe(1);
    expect((await as(editor, 'GET', '/v1/classes?asOf=published')).body.version).toBe(1);

    await publish(3);
    expect((await found(shop)).body.hits[0].id).toBe('rose');
    await publish(1);
    expect((await found(shop)).body.code).toBe('class_not_found');
    await settings(editor, { serves: 'latest' });
    expect(await names(shop)).toEqual(['rose', 'tulip']);
    const { lines } = (await as(editor, 'GET', '/v1/audit')).body;
    expect(lines[0]).toMatchObject({ action: 'catalogue.serve', subject: 'latest' });
  });

  it('are checked where none is needed, too', async () => {
    const open = await Standalone.start();
    try {
      const made = await open.json(201, 'POST', '/v1/keys', { name: 'a', scopes: ['search'] });
      const send = async (key: string) =>
        (await open.send('GET', '/v1/keys', undefined, { authorization: `Bearer ${key}` })).status;
      expect(await send(made.key)).toBe(403);
      expect(await send(`${made.key}0`)).toBe(401);
      await open.json(200, 'GET', '/v1/keys');
    } finally {
      await open.dispose();
    }
  });
});
