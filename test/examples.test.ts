import { Unseen } from '@unseen/client';
import { once } from 'node:events';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShop, startExample } from './support/example.ts';
import { EMOJI, PICTURES } from './support/pictures.ts';
import { Standalone } from './support/standalone.ts';

type Name = keyof typeof EMOJI;
const NAMES = Object.keys(EMOJI) as Name[];

// One platform, walked through as a shop would: load, search, add a category. With keys, as outside of one machine.
describe('the examples', () => {
  const key = `usk_${'k'.repeat(40)}`;
  let platform: Standalone;
  let pictures: string;
  beforeAll(async () => {
    platform = await Standalone.start({ UNSEEN_API_KEY: key });
    pictures = join(platform.dataDir, 'pictures');
    await mkdir(pictures);
    for (const name of NAMES) {
      await copyFile(join(PICTURES, `${EMOJI[name][0]}.webp`), join(pictures, `${name}.webp`));
    }
  });
  afterAll(() => platform?.dispose());

  const own = () => ({ UNSEEN_URL: platform.url, UNSEEN_API_KEY: key });

  async function run(example: string, args: string[], environment?: Record<string, string>) {
    const child = startExample(example, args, { ...own(), ...environment });
    let out = '';
    let err = '';
    child.stdout!.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr!.on('data', (data: Buffer) => (err += data.toString()));
    const [status] = (await once(child, 'close')) as [number | null];
    return { status, out, err };
  }

  it('load products, say what failed, and add nothing twice', async () => {
    const file = join(platform.dataDir, 'products.jsonl');
    const lines = NAMES.map((name, n) =>
      JSON.stringify({ id: name, image: `${name}.webp`, caption: EMOJI[name][1], metadata: { price: n } }),
    );
    await writeFile(
      file,
      [...lines, '', '{"id":"gone","image":"gone.webp"}', 'no JSON', '{"id":"none"}'].join('\n'),
    );
    const first = await run('bulk-loader/load.ts', [file, pictures, 'shop']);
    expect(first.out).toBe(`${NAMES.length} added, 0 there already, 3 failed\n`);
    expect(first.err).toMatch(/^line 10: .*gone\.webp/m);
    expect(first.err).toMatch(/^none: item_empty: /m);
    expect(first.status).toBe(1);
    const second = await run('bulk-loader/load.ts', [file, pictures, 'shop']);
    expect(second.out).toBe(`0 added, ${NAMES.length} there already, 3 failed\n`);
    const away = await run('bulk-loader/load.ts', [file, pictures], { UNSEEN_API_KEY: 'usk_wrong' });
    expect(away.out).toContain('0 added');
    expect(away.err).toContain('Stopped: unauthorized');
  });

  it('bring a collection up to date with a feed, in as few writes as there are changes', async () => {
    const file = join(platform.dataDir, 'feed.jsonl');
    const feed = (names: readonly Name[], price: number) =>
      writeFile(
        file,
        names
          .map((id) => JSON.stringify({ id, caption: id, image: `pictures/${id}.webp`, metadata: { price } }))
          .join('\n'),
      );
    await feed(NAMES, 1);
    expect((await run('nightly-feed/feed.ts', [file, 'nightly'])).out).toBe(
      `${NAMES.length} added, 0 updated, 0 unchanged, 0 deleted, 0 failed\n`,
    );
    expect((await run('nightly-feed/feed.ts', [file, 'nightly'])).out).toBe(
      `0 added, 0 updated, ${NAMES.length} unchanged, 0 deleted, 0 failed\n`,
    );
    await feed(NAMES.slice(1), 2);
    const last = await run('nightly-feed/feed.ts', [file, 'nightly']);
    expect(last.out).toBe(`0 added, ${NAMES.length - 1} updated, 0 unchanged, 1 deleted, 0 failed\n`);
    expect(last.status).toBe(0);
  });

  it('search in a shop that keeps its key', async () => {
    const { url, close } = await openShop(own());
    try {
      const page = await (await fetch(url)).text();
      expect(page).toContain('role="search"');
      expect(page).not.toContain(key);
      // eslint-disable-next-line @typescript-eslint/no-explicit-any
      const search = async (query: string): Promise<any> => (await fetch(`${url}/search?${query}`)).json();
      const found = await search('words=a%20guitar');
      expect(found.products[0]).toEqual({ id: 'guitar', title: 'guitar', price: NAMES.indexOf('guitar') });
      const cheap = await search('words=a%20guitar&most=2');
      expect(cheap.products.every(({ price }: { price: number }) => price <= 2)).toBe(true);
      expect((await search('like=dog')).products.length).toBeGreaterThan(0);
      const picture = await fetch(`${url}/pictures/dog`);
      expect(picture.headers.get('content-type')).toMatch(/^image\//);
      expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
      // Nothing asked for is everything there is.
      const all = await search('words=&sort=price');
      expect(all.total).toEqual({ value: NAMES.length, exact: true });
      expect(all.products.map(({ price }: { price: number }) => price)).toEqual([...NAMES.keys()]);
      const operations = Array.from({ length: 30 }, (_, n) => ({
        op: 'create',
        id: `vase ${n}`,
        caption: 'a vase',
        metadata: { brand: n < 27 ? 'Acme' : 'Bolt', color: 'blue', price: 100 + n },
      }));
      const unseen = new Unseen({ url: platform.url, key });
      await unseen.writeItems(operations as Parameters<Unseen['writeItems']>[0], 'shop');
      const vases = await search('words=a%20vase&brand=Acme&sort=price');
      expect(vases.facets.color.values).toEqual([{ value: 'blue', count: 27 }]);
      const rest = await search(
        `words=a%20vase&brand=Acme&sort=price&cursor=${encodeURIComponent(vases.next)}`,
      );
      expect(rest.next).toBeNull();
      expect([...vases.products, ...rest.products].map(({ price }: { price: number }) => price)).toEqual(
        Array.from({ length: 27 }, (_, n) => 100 + n),
      );
      expect((await fetch(`${url}/pictures/nobody`)).status).toBe(404);
      expect((await fetch(`${url}/elsewhere`)).status).toBe(404);
    } finally {
      await close();
    }
  });

  it('add a category that is found at once', async () => {
    const { out, status } = await run('admin/add-category.ts', ['hound', 'a dog', 'dog'], {
      COLLECTION: 'shop',
    });
    expect(out).toMatch(/^"hound" would catch \d+ of \d+ items/);
    expect(out).toContain('Added as version 1 of the catalogue.');
    expect(out).toMatch(/^ {2}dog {2}[01]\.\d\d {2}dog$/m);
    expect(out).toMatch(/^[1-9]\d* stored items? carry it\.$/m);
    expect(status).toBe(0);
    const again = await run('admin/add-category.ts', ['hound'], { COLLECTION: 'shop' });
    expect(again.status).not.toBe(0);
    expect(again.err).toContain('class_exists');
  });
});
