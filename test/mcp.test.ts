import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startUnseen } from './support/command-line.ts';
import { PICTURES } from './support/pictures.ts';
import { Standalone } from './support/standalone.ts';

const OPERATOR = `usk_${'k'.repeat(32)}`;

interface Content {
  readonly type: string;
  readonly text?: string;
  readonly data?: string;
  readonly mimeType?: string;
}

/** A way to speak with the tools: a request goes out, its answer comes back; a notification only goes out. */
interface Line {
  ask(id: number, method: string, params: object): Promise<Answer>;
  notify(method: string): Promise<void>;
  close(): void;
}

interface Answer {
  readonly result?: unknown;
  readonly error?: unknown;
}

const asMessage = (message: object) => JSON.stringify({ jsonrpc: '2.0', ...message });

function overStdio(url: string, key: string): Line {
  const { process } = startUnseen({ UNSEEN_URL: url, UNSEEN_API_KEY: key }, 'mcp');
  const waiting = new Map<number, (answer: Answer) => void>();
  createInterface({ input: process.stdout! }).on('line', (line) => {
    const answer = JSON.parse(line) as Answer & { id: number };
    waiting.get(answer.id)?.(answer);
  });
  const send = (message: object) => void process.stdin!.write(`${asMessage(message)}\n`);
  return {
    ask: (id, method, params) =>
      new Promise((done) => {
        waiting.set(id, done);
        send({ id, method, params });
      }),
    notify: (method) => Promise.resolve(send({ method })),
    close: () => {
      process.stdin!.end();
      process.kill();
    },
  };
}

const headersOf = (key: string) => ({
  accept: 'application/json, text/event-stream',
  'content-type': 'application/json',
  authorization: `Bearer ${key}`,
});

function overHttp(url: string, key: string): Line {
  const post = (message: object) =>
    fetch(`${url}/mcp`, { method: 'POST', headers: headersOf(key), body: asMessage(message) });
  return {
    ask: async (id, method, params) => {
      const answer = await (await post({ id, method, params })).text();
      // One JSON text, or a stream of events with one.
      return JSON.parse(/^data: (.+)$/m.exec(answer)?.[1] ?? answer) as Answer;
    },
    notify: async (method) => expect((await post({ method })).status).toBe(202),
    close: () => undefined,
  };
}

let platform: Standalone;
beforeAll(async () => {
  platform = await Standalone.start({ UNSEEN_API_KEY: OPERATOR });
});
afterAll(() => platform?.dispose());

/** A new key of a tenant. */
async function keyOf(tenant: string, scopes: readonly string[]): Promise<string> {
  const made = await fetch(`${platform.url}/v1/keys`, {
    method: 'POST',
    headers: headersOf(OPERATOR),
    body: JSON.stringify({ name: tenant, tenant, scopes }),
  });
  return ((await made.json()) as { key: string }).key;
}

// Spoken by hand, message by message, so that the protocol itself is held to, and not two halves of one library to each other.
describe.each([
  { way: 'unseen mcp', tenant: 'stdio', open: overStdio },
  { way: '/mcp', tenant: 'http', open: overHttp },
])('the tools for assistants by $way', ({ tenant, open }) => {
  let line: Line;
  beforeAll(async () => {
    line = open(platform.url, await keyOf(tenant, ['ingest', 'search']));
    await ask('initialize', {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'test', version: '1' },
    });
    await line.notify('notifications/initialized');
  });
  afterAll(() => line?.close());

  let last = 0;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  async function ask(method: string, params: object): Promise<any> {
    const { result, error } = await line.ask(++last, method, params);
    expect(error).toBeUndefined();
    return result;
  }

  async function call(name: string, args: object): Promise<{ content: Content[]; isError?: boolean }> {
    return (await ask('tools/call', { name, arguments: args })) as { content: Content[]; isError?: boolean };
  }
  const json = ({ content }: { content: Content[] }) => JSON.parse(content[0]!.text!) as unknown;

  it('names its tools and what they take', async () => {
    const { tools } = (await ask('tools/list', {})) as { tools: { name: string; inputSchema: object }[] };
    expect(tools.map(({ name }) => name).sort()).toEqual(
      ['add_item', 'classify', 'facets', 'look', 'search', 'update_item'].sort(),
    );
    for (const { inputSchema } of tools) expect(inputSchema).toMatchObject({ type: 'object' });
  });

  it('adds, finds, shows, corrects and counts items', async () => {
    for (const [id, caption, file] of [
      ['apple', 'a red apple', '1f34e'],
      ['dog', 'a dog', '1f436'],
    ] as const) {
      const image = (await readFile(join(PICTURES, `${file}.webp`))).toString('base64');
      const added = await call('add_item', { id, caption, image, metadata: { kind: id } });
      expect(json(added)).toMatchObject({ id, status: 'indexed', created: true });
    }
    const found = json(await call('search', { text: 'a dog', limit: 1 }));
    expect(found).toMatchObject({ hits: [{ id: 'dog' }] });
    const picture = await call('look', { id: 'apple' });
    expect(picture.content[0]).toMatchObject({
      type: 'image',
      mimeType: expect.stringMatching(/^image\//) as string,
    });
    const drawn = await call('look', { id: 'apple', text: 'a red fruit' });
    expect(drawn.content[0]).toMatchObject({ type: 'image', mimeType: 'image/png' });
    expect(Buffer.from(drawn.content[0]!.data!, 'base64').subarray(1, 4).toString()).toBe('PNG');
    expect(json(await call('update_item', { id: 'dog', caption: 'a puppy' }))).toMatchObject({
      captions: ['a puppy'],
    });
    expect(json(await call('facets', {}))).toMatchObject({ collections: [{ name: 'default', items: 2 }] });
    expect(json(await call('facets', { collection: 'default' }))).toMatchObject({
      facets: [{ field: 'kind' }],
    });
    expect(json(await call('classify', { itemId: 'dog' }))).toHaveProperty('unknown');
  });

  it('says what is wrong in words an assistant can act on', async () => {
    const refused = await call('search', { text: 'x', collection: 'nowhere' });
    expect(refused).toMatchObject({ isError: true });
    expect(refused.content[0]!.text).toContain('collection_not_found');
    const broken = await call('add_item', { image: Buffer.from('no picture').toString('base64') });
    expect(broken.content[0]!.text).toContain('image_unsupported');
  });
});

describe('/mcp', () => {
  const post = (key: string, params: object) =>
    fetch(`${platform.url}/mcp`, {
      method: 'POST',
      headers: headersOf(key),
      body: asMessage({ id: 1, method: 'tools/call', params }),
    });

  it('wants a key', async () => {
    const answer = await post('usk_wrong', { name: 'facets' });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'unauthorized' });
  });

  it('lets a tool do what the key may do', async () => {
    const reader = await keyOf('http', ['search']);
    const answer = await post(reader, { name: 'add_item', arguments: { caption: 'a boat' } });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('forbidden');
  });

  it('has no stream to open', async () => {
    const answer = await fetch(`${platform.url}/mcp`, { headers: headersOf(OPERATOR) });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toContain('POST');
  });
});
