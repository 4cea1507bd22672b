import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startUnseen, type Running } from './support/command-line.ts';
import { PICTURES } from './support/pictures.ts';
import { Standalone } from './support/standalone.ts';

interface Content {
  readonly type: string;
  readonly text?: string;
  readonly data?: string;
  readonly mimeType?: string;
}

// Spoken by hand, line by line, so that the protocol itself is held to, and not two halves of one library to each other.
describe('unseen mcp', () => {
  let platform: Standalone;
  let running: Running;
  const waiting = new Map<number, (answer: { result?: unknown; error?: unknown }) => void>();
  beforeAll(async () => {
    platform = await Standalone.start();
    running = startUnseen({ UNSEEN_URL: platform.url }, 'mcp');
    createInterface({ input: running.process.stdout! }).on('line', (line) => {
      const answer = JSON.parse(line) as { id: number; result?: unknown; error?: unknown };
      waiting.get(answer.id)?.(answer);
    });
    await ask('initialize', {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'test', version: '1' },
    });
    send({ method: 'notifications/initialized' });
  });
  afterAll(async () => {
    running?.process.stdin!.end();
    running?.process.kill();
    await platform?.dispose();
  });

  const send = (message: object) =>
    running.process.stdin!.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

  let last = 0;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  async function ask(method: string, params: object): Promise<any> {
    const id = ++last;
    const answered = new Promise<{ result?: unknown; error?: unknown }>((done) => waiting.set(id, done));
    send({ id, method, params });
    const { result, error } = await answered;
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
