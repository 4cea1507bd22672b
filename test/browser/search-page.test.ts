import { type Search, Unseen } from '@unseen/client';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMOJI, itemForm, picture } from '../support/pictures.ts';
import { Standalone } from '../support/standalone.ts';
import { manyPictures } from './support/many-pictures.ts';
import { Reader } from './support/reader.ts';

const KINDS = { apple: 'fruit', banana: 'fruit', dog: 'animal', cat: 'animal', bicycle: 'vehicle' } as const;
const LARGEST_SCRIPTS = 150 * 1024;

describe('the search page', () => {
  let platform: Standalone;
  let reader: Reader;
  beforeAll(async () => {
    platform = await Standalone.start();
    await manyPictures(join(platform.dataDir, 'import', 'many'), 60);
    const { id } = await platform.json(202, 'POST', '/v1/jobs', { source: { type: 'folder', path: 'many' } });
    for (const [index, [name, kind]] of Object.entries(KINDS).entries()) {
      const fields = { id: name, collection: 'things', caption: EMOJI[name as 'dog'][1] };
      const metadata = JSON.stringify({ kind, price: index * 10 });
      await platform.json(
        201,
        'POST',
        '/v1/items',
        itemForm({ ...fields, metadata }, await picture(name as 'dog')),
      );
    }
    for await (const _job of new Unseen({ url: platform.url }).watchJob(id as string));
    reader = await Reader.open(platform.url);
  });
  afterAll(async () => {
    await reader?.close();
    await platform?.dispose();
  });
  const { stringify } = JSON;
  const ids = async () =>
    reader.page
      .locator('.tile')
      .evaluateAll((tiles) => tiles.map((tile) => (tile as HTMLElement).dataset['id']));

  it('shows the hits in the order of the API, page after page, none twice', async () => {
    await reader.page.goto('/?q=something+sweet&close=off');
    await reader.settled();
    expect(await ids()).toHaveLength(40);
    const places = () =>
      reader.page
        .locator('.tile')
        .evaluateAll((tiles) =>
          tiles
            .slice(0, 30)
            .map((tile) => [(tile as HTMLElement).offsetLeft, (tile as HTMLElement).offsetTop]),
        );
    const before = await places();
    await reader.page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(async () => (await ids()).length).toBe(60);
    const whole = await platform.json(200, 'POST', '/v1/search', {
      text: 'something sweet',
      limit: 60,
      cutoff: 'off',
    });
    expect(await ids()).toEqual(whole.hits.map((hit: { id: string }) => hit.id));
    expect(await places()).toEqual(before);
  });

  it('leaves everything in its place while results arrive', async () => {
    await reader.page.addInitScript(() => {
      const shifts: unknown[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as unknown as {
          value: number;
          sources: { node?: Element }[];
        }[])
          shifts.push([entry.value, ...entry.sources.map(({ node }) => node?.className)]);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await reader.page.goto('/?q=a+tree&close=off');
    await reader.settled();
    // Set by the page's own script, so that no shift is excused by a keystroke just before it.
    await reader.page.getByRole('searchbox').evaluate((input: HTMLInputElement) => {
      input.value = 'a red flower';
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await expect.poll(() => reader.page.title()).toContain('a red flower');
    await reader.settled();
    await reader.page.waitForFunction(() =>
      [...document.images].every((image) => image.complete || image.loading === 'lazy'),
    );
    const shifts = await reader.page.evaluate(() => (window as unknown as { shifts: [number][] }).shifts);
    const sum = shifts.reduce((total, [value]) => total + value, 0);
    expect(sum, JSON.stringify(shifts)).toBeLessThan(0.02);
  });

  it('switches re-scoring off and shows what moved', async () => {
    const order = async (rescore: string) => {
      const { hits } = await new Unseen({ url: platform.url }).search({
        text: 'a red flower',
        rescore,
        cutoff: 'off',
      } as Search);
      return hits.map(({ id }) => id);
    };
    const [with_, without] = [await order('imfa'), await order('none')];
    await reader.page.goto('/?q=a+red+flower&close=off');
    await reader.settled();
    expect((await ids()).slice(0, 20)).toEqual(with_);
    await reader.page.getByRole('switch', { name: 'Look closely' }).click();
    await expect.poll(async () => (await ids()).slice(0, 20).join()).toBe(without.join());
    await reader.page.locator('.moved').first().waitFor();
    expect(reader.page.url()).toContain('attention=off');
    const moved = await reader.page.locator('.moved').allTextContents();
    for (const text of moved) expect(text).toMatch(/^[↑↓] [1-9]\d*$/);
  });

  it('filters by the metadata there is, and says so in the address', async () => {
    await reader.page.goto('/?c=things&q=a+picture&close=off');
    await reader.settled();
    await reader.page.getByRole('checkbox', { name: /^Animal/ }).check();
    await expect.poll(async () => (await ids()).sort().join()).toBe('cat,dog');
    expect(new URL(reader.page.url()).searchParams.get('filter')).toBe(
      stringify({ kind: { in: ['animal'] } }),
    );
    await reader.page.getByRole('button', { name: 'Remove: Kind: Animal' }).click();
    await reader.page.getByLabel('Price, at most').fill('10');
    await reader.page.getByLabel('Price, at most').press('Enter');
    await expect.poll(async () => (await ids()).sort().join()).toBe('apple,banana');
  });

  it('narrows the hits down to a class and to a scope, says so in the address, and counts as it shows', async () => {
    const make = (name: string, seen: boolean, exemplars: string[]) =>
      platform.json(201, 'POST', '/v1/classes', { name, seen, exemplars, collection: 'things' });
    const pet = await make('pet', false, ['dog', 'cat']);
    await make('produce', true, ['apple', 'banana']);
    const found = async (narrowed: Partial<Search>) => {
      const search = { text: 'a picture', collection: 'things', cutoff: 'off', ...narrowed } as Search;
      const { hits } = await new Unseen({ url: platform.url }).search(search);
      return hits.map(({ id }) => id).join();
    };
    const ofPet = await found({ classes: [pet.id as string] });
    const ofSeen = await found({ scope: 'seen' });
    expect(ofPet).not.toBe('');
    expect(ofSeen).not.toBe('');
    const { page } = reader;
    await page.goto('/?c=things&q=a+picture&close=off');
    await reader.settled();
    const chips = page.getByRole('group', { name: 'Classes of the hits' });
    await chips.getByRole('button', { name: /^pet ?, new/ }).click();
    await expect.poll(async () => (await ids()).join()).toBe(ofPet);
    expect(new URL(page.url()).searchParams.getAll('class')).toEqual([pet.id]);
    const counted = ofPet.split(',').length;
    await chips
      .getByRole('button', { name: new RegExp(`^pet ?, new ${counted} hits?$`), pressed: true })
      .waitFor();
    // Followed as a link, it shows the same, and the other classes beside it.
    await page.goto(page.url());
    await expect.poll(async () => (await ids()).join()).toBe(ofPet);
    await chips.getByRole('button', { name: /^produce / }).waitFor();
    await chips.getByRole('button', { name: /^pet/ }).click();
    await chips.getByRole('button', { name: 'Known', exact: true }).click();
    await expect.poll(async () => (await ids()).join()).toBe(ofSeen);
    expect(new URL(page.url()).searchParams.get('scope')).toBe('seen');
  });

  it('says what to do when a class has no hit, and does it', async () => {
    const { page } = reader;
    const { id } = await platform.json(201, 'POST', '/v1/classes', { name: 'empty thing', seen: false });
    await page.goto(`/?c=things&q=a+picture&close=off&class=${id as string}`);
    await page.getByText('Nothing here matches').waitFor();
    await page.getByRole('button', { name: 'Remove all filters' }).click();
    await expect.poll(async () => (await ids()).length).toBe(5);
  });

  it('keeps away what is not wanted', async () => {
    await reader.page.goto('/?c=things&q=an+animal&close=off');
    await reader.settled();
    const before = (await ids()).indexOf('dog');
    await reader.page.getByLabel('What the pictures should not show').fill('a dog');
    await reader.page.getByLabel('What the pictures should not show').press('Enter');
    await reader.page.getByText('not a dog').waitFor();
    await expect
      .poll(async () => {
        const at = (await ids()).indexOf('dog');
        return at === -1 || at > before;
      })
      .toBe(true);
  });

  it('searches with a picture that is dropped on it, and with words beside', async () => {
    await reader.page.goto('/?c=things');
    await reader.page.locator('.tile').first().waitFor();
    const bytes = [...(await picture('cat'))];
    await reader.page.evaluate((content) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(content)], 'mine.webp', { type: 'image/webp' }));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    }, bytes);
    await reader.page.getByRole('img', { name: 'Your picture' }).waitFor();
    await expect.poll(async () => (await ids())[0]).toBe('cat');
    await reader.search('on wheels');
    expect((await ids()).slice(0, 3)).toContain('bicycle');
    await reader.page.getByRole('button', { name: 'Clear the search' }).click();
    expect(await reader.page.getByRole('img', { name: 'Your picture' }).count()).toBe(0);
  });

  it('opens an address someone shared as they saw it, and finds more like it', async () => {
    await reader.page.goto('/?c=things&q=a+dog&close=off&hit=dog');
    const detail = reader.page.getByRole('dialog', { name: 'dog' });
    await detail.locator('.why').waitFor();
    await detail.getByRole('button', { name: 'More like this' }).click();
    await reader.settled();
    expect(new URL(reader.page.url()).searchParams.get('like')).toBe('dog');
    expect((await ids())[0]).toBe('cat');
  });

  it('works with the keyboard alone', async () => {
    const { page } = reader;
    await page.goto('/?c=things');
    await page.locator('.tile').first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('a fruit');
    await reader.settled();
    await page.locator('.tile a').first().focus();
    const focused = () =>
      page.evaluate(() => document.activeElement?.closest<HTMLElement>('.tile')?.dataset['id']);
    const order = await ids();
    await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe(order[1]);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').locator('.detail-title').waitFor();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => new URL(page.url()).searchParams.get('hit')).toBe(order[1]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it.each(['light', 'dark'] as const)('has no fault axe can find, in %s', async (colorScheme) => {
    const { page } = reader;
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const faults: Record<string, string[]> = {};
    const look = async (name: string) => {
      const found = await reader.accessibility();
      if (found.length > 0) faults[name] = found;
    };
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto('/?c=things');
      await page.locator('.tile').first().waitFor();
      await look(`browse ${width}`);
      await page.goto(
        `/?c=things&q=a+dog&close=off&not=cat&filter=${encodeURIComponent('{"price":{"lte":40}}')}`,
      );
      await reader.settled();
      await look(`results ${width}`);
      await page.locator('.tile a').first().click();
      await page.getByRole('dialog').locator('.why').waitFor();
      await look(`detail ${width}`);
      for (const path of ['/ingest', '/system']) {
        await page.goto(path);
        await page
          .locator(path === '/ingest' ? 'article' : 'table')
          .first()
          .waitFor();
        await look(`${path} ${width}`);
      }
    }
    expect(faults).toEqual({});
  });

  it('allows nothing inline and nothing from elsewhere, and is light', async () => {
    const { page } = reader;
    let scripts = 0;
    page.on('response', (response) => {
      if (response.request().resourceType() !== 'script') return;
      void response.body().then((body) => (scripts += gzipSync(body).length));
    });
    const response = await page.goto('/?c=things&q=a+dog&close=off');
    await reader.settled();
    expect(response?.headers()['content-security-policy']).toMatch(/default-src 'none'.*script-src 'self';/);
    expect(scripts).toBeGreaterThan(5_000);
    expect(scripts).toBeLessThan(LARGEST_SCRIPTS);
    expect(reader.strangers).toEqual([]);
    expect(reader.errors).toEqual([]);
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.planted = true';
      document.body.append(script);
      document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.1:9/planted.png' }));
    });
    await expect.poll(() => reader.errors.length).toBeGreaterThanOrEqual(2);
    expect(await page.evaluate(() => 'planted' in window)).toBe(false);
  });
});
