import { Unseen } from '@unseen/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { picture } from '../support/pictures.ts';
import { Standalone } from '../support/standalone.ts';
import { Reader } from './support/reader.ts';

const NAMES = ['dog', 'cat', 'bicycle', 'guitar', 'rose', 'airplane'] as const;

// Someone who looks at pictures: closer, one after the other, on the whole screen, in their own language.
describe('looking at a picture', () => {
  let platform: Standalone;
  let reader: Reader;
  let unseen: Unseen;
  beforeAll(async () => {
    platform = await Standalone.start();
    unseen = new Unseen({ url: platform.url });
    for (const name of NAMES)
      await unseen.addItem({
        id: name,
        caption: `a ${name}`,
        image: new Blob([new Uint8Array(await picture(name))]),
      });
    await unseen.updateItemText('guitar', [
      { text: 'Fender', box: [0.1, 0.2, 0.3, 0.1] },
      { text: 'Sunburst', box: [0.5, 0.2, 0.3, 0.1] },
    ]);
    reader = await Reader.open(platform.url, { hasTouch: true });
  });
  afterAll(async () => {
    await reader?.close();
    await platform?.dispose();
  });
  const open = () => new URL(reader.page.url()).searchParams.get('hit');
  /** How the picture lies on the stage: enlarged by, moved by. */
  const lie = () =>
    reader.page.locator('.stage').evaluate((stage) => {
      const { a, e, f } = new DOMMatrix(getComputedStyle(stage).transform);
      return { scale: a, x: e, y: f };
    });
  const press = (key: string) => reader.page.keyboard.press(key);

  it('comes closer by keys, wheel and double click, and goes no farther than the edge', async () => {
    const { page } = reader;
    await page.goto('/?hit=cat');
    await page.locator('.stage-original[data-ready] img').waitFor();
    await press('+');
    await press('+');
    await expect.poll(async () => (await lie()).scale).toBeCloseTo(2.25);
    await press('ArrowRight');
    await expect.poll(async () => (await lie()).x).toBeLessThan(0);
    expect(open()).toBe('cat');
    for (let times = 0; times < 30; times++) await press('ArrowRight');
    const width = await page.locator('.stage').evaluate((stage) => (stage as HTMLElement).offsetWidth);
    expect((await lie()).x).toBeCloseTo((-1.25 * width) / 2, 0);
    await press('0');
    await expect.poll(lie).toEqual({ scale: 1, x: 0, y: 0 });

    const stage = (await page.locator('.stage').boundingBox())!;
    const corner = { x: stage.x + stage.width * 0.25, y: stage.y + stage.height * 0.25 };
    await page.mouse.move(corner.x, corner.y);
    await page.mouse.wheel(0, -400);
    await expect.poll(async () => (await lie()).scale).toBeCloseTo(Math.E);
    const near = (await page.locator('.stage').boundingBox())!;
    // What was under the pointer still is.
    expect((corner.x - near.x) / near.width).toBeCloseTo(0.25);
    expect((corner.y - near.y) / near.height).toBeCloseTo(0.25);
    await page.mouse.dblclick(corner.x, corner.y);
    await expect.poll(async () => (await lie()).scale).toBe(1);
    await page.mouse.dblclick(corner.x, corner.y);
    await expect.poll(async () => (await lie()).scale).toBeCloseTo(2.5);
    const before = await lie();
    await page.mouse.down();
    await page.mouse.move(corner.x + 40, corner.y + 10, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => (await lie()).x - before.x).toBeCloseTo(40);
    expect(await reader.accessibility()).toEqual([]);
  });

  it('goes from picture to picture by keys, buttons and a swipe, also without a list', async () => {
    const { page } = reader;
    await page.goto('/?q=a+guitar&close=off&hit=airplane');
    await page.getByRole('button', { name: 'Close' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Close');
    await page.goto('/?hit=bicycle');
    await page.getByRole('button', { name: 'Next' }).click();
    await expect.poll(open).toBe('cat');
    await press('ArrowLeft');
    await expect.poll(open).toBe('bicycle');
    const { x, y, width, height } = (await page.locator('.detail-stage').boundingBox())!;
    const swipe = async (from: number, to: number) => {
      const session = await page.context().newCDPSession(page);
      const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', share?: number) =>
        session.send('Input.dispatchTouchEvent', {
          type,
          touchPoints: share === undefined ? [] : [{ x: x + width * share, y: y + height * 0.4 }],
        });
      await send('touchStart', from);
      for (const share of [0.25, 0.5, 0.75, 1]) await send('touchMove', from + (to - from) * share);
      await send('touchEnd');
    };
    await swipe(0.7, 0.4);
    await expect.poll(open).toBe('cat');
    await swipe(0.4, 0.7);
    await expect.poll(open).toBe('bicycle');
    await press('Escape');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest<HTMLElement>('.tile')?.dataset['id']))
      .toBe('bicycle');
  });

  it('has the whole screen, the details beside it, and shows one after the other', async () => {
    const { page } = reader;
    await page.goto('/?hit=cat');
    await page.locator('.stage-original[data-ready] img').waitFor();
    await press('f');
    await page.locator('.detail-body[data-full]').waitFor();
    await expect.poll(() => page.locator('.detail-side').isVisible()).toBe(false);
    await press('i');
    await page.getByRole('heading', { name: 'a cat' }).waitFor();
    expect(await reader.accessibility()).toEqual([]);
    await press('i');
    await page.getByRole('button', { name: 'Slideshow' }).click();
    await expect.poll(open, { timeout: 30_000 }).toBe('dog');
    await page.getByRole('button', { name: 'Pause the slideshow' }).click();
    await page.getByRole('button', { name: 'Leave full screen' }).click();
    await page.locator('.detail-body:not([data-full])').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(1);
  });

  it('frames the words that are written in it, and lights the one that was asked for', async () => {
    const { page } = reader;
    await page.goto('/?q=fender+guitar&close=off&hit=guitar');
    await page.getByRole('heading', { name: 'Written in the picture' }).waitFor();
    await expect.poll(() => page.locator('.written-box').count()).toBe(2);
    expect(
      await page
        .locator('.written-box[data-asked]')
        .evaluateAll((boxes) => boxes.map((box) => box.getAttribute('title'))),
    ).toEqual(['Fender']);
    const stage = (await page.locator('.stage').boundingBox())!;
    const box = (await page.locator('.written-box[data-asked]').boundingBox())!;
    expect((box.x - stage.x) / stage.width).toBeCloseTo(0.1, 1);
    expect(box.width / stage.width).toBeCloseTo(0.3, 1);
    expect(await page.locator('mark').allTextContents()).toEqual(['Fender']);
    expect(await reader.accessibility()).toEqual([]);
    await page.getByRole('switch', { name: 'Frame the words' }).click();
    await expect.poll(() => page.locator('.written-box').count()).toBe(0);
  });

  it('finds less like a picture, and says so', async () => {
    const { page } = reader;
    await page.goto('/?q=an+animal&close=off&hit=dog');
    await page.getByRole('button', { name: 'Less like this' }).click();
    await reader.settled();
    expect(new URL(page.url()).searchParams.getAll('unlike')).toEqual(['dog']);
    const ids = () =>
      page.locator('.tile').evaluateAll((tiles) => tiles.map((tile) => (tile as HTMLElement).dataset['id']));
    const { hits } = await unseen.search({
      text: 'an animal',
      not: [{ itemId: 'dog' }],
      cutoff: 'off',
      limit: 40,
    });
    await expect.poll(async () => (await ids()).join()).toBe(hits.map(({ id }) => id).join());
    await page.getByRole('button', { name: 'Remove: Less like dog' }).click();
    await expect.poll(async () => (await ids()).includes('dog')).toBe(true);
  });

  it('searches with a part of it, chosen by keys', async () => {
    const { page } = reader;
    await page.goto('/?hit=cat');
    await page.locator('.stage-original[data-ready] img').waitFor();
    await page.getByRole('button', { name: 'Search with a part' }).click();
    const frame = page.locator('.region-frame');
    const before = (await frame.boundingBox())!;
    await press('ArrowLeft');
    await expect.poll(async () => (await frame.boundingBox())!.x).toBeLessThan(before.x);
    await press('Shift+ArrowDown');
    await expect.poll(async () => (await frame.boundingBox())!.height).toBeGreaterThan(before.height);
    expect(open()).toBe('cat');
    expect(await reader.accessibility()).toEqual([]);
    await press('Enter');
    await page.getByRole('img', { name: 'Your picture' }).waitFor();
    await expect.poll(() => page.locator('.tile').first().getAttribute('data-id')).toBe('cat');
  });

  it('can be installed, and opens without a connection', async () => {
    const { page } = reader;
    await page.goto('/');
    const manifest = await page.evaluate(async () => {
      const { href } = document.querySelector<HTMLLinkElement>('link[rel=manifest]')!;
      return (await (await fetch(href)).json()) as { display: string; icons: { src: string }[] };
    });
    expect(manifest.display).toBe('standalone');
    for (const { src } of manifest.icons) expect((await page.request.get(src)).status()).toBe(200);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    // Now its files come by way of what keeps them.
    await page.reload();
    await page.locator('.tile').first().waitFor();
    await page.context().setOffline(true);
    try {
      await page.goto('/?q=a+dog');
      await page.getByText('The platform does not answer').waitFor();
    } finally {
      await page.context().setOffline(false);
    }
    // It goes on by itself.
    await page.locator('.tile').first().waitFor();
    expect(reader.errors).toEqual([]);
  });

  it('speaks the language of the browser, and the one that is chosen', async () => {
    const german = await Reader.open(platform.url, { locale: 'de-DE' });
    try {
      const { page } = german;
      await page.goto('/');
      await page.getByText('6 Objekte in dieser Sammlung').waitFor();
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
      for (const width of [1440, 768, 390]) {
        await page.setViewportSize({ width, height: 844 });
        expect(await german.accessibility()).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      }
      await page.getByLabel('Sprache').selectOption('English');
      await page.getByText('6 items in this collection').waitFor();
      await page.reload();
      await page.getByText('6 items in this collection').waitFor();
      expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
      expect(german.errors).toEqual([]);
    } finally {
      await german.close();
    }
  });
});
