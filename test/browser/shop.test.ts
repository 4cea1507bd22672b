import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openShop } from '../support/example.ts';
import { EMOJI, itemForm, picture } from '../support/pictures.ts';
import { Standalone } from '../support/standalone.ts';
import { Reader } from './support/reader.ts';

describe('the example of a shop', () => {
  let platform: Standalone;
  let shop: Awaited<ReturnType<typeof openShop>>;
  let reader: Reader;
  beforeAll(async () => {
    platform = await Standalone.start();
    for (const name of ['apple', 'dog', 'cat', 'guitar'] as const) {
      const metadata = JSON.stringify({ price: name.length });
      const fields = { id: name, collection: 'shop', caption: EMOJI[name][1], metadata };
      await platform.json(201, 'POST', '/v1/items', itemForm(fields, await picture(name)));
    }
    const operations = Array.from({ length: 30 }, (_, n) => ({
      op: 'create',
      id: `vase ${n}`,
      caption: 'a vase',
      metadata: { brand: n < 27 ? 'Acme' : 'Bolt', price: 100 + n },
    }));
    await platform.json(200, 'POST', '/v1/items/batch', { collection: 'shop', operations });
    shop = await openShop({ UNSEEN_URL: platform.url });
    reader = await Reader.open(shop.url);
  });
  afterAll(async () => {
    await reader?.close();
    await shop?.close();
    await platform?.dispose();
  });

  it('finds products by words and price, and more like one of them', async () => {
    const { page } = reader;
    await page.goto('/');
    const cards = page.locator('li');
    await page.getByLabel('What are you looking for?').fill('a guitar');
    await page.getByRole('button', { name: 'Search' }).click();
    await cards.filter({ hasText: 'guitar' }).first().waitFor();
    const shown = await cards
      .first()
      .locator('img')
      .evaluate((image: HTMLImageElement) => image.decode());
    expect(shown).toBeUndefined();
    await page.getByLabel('What are you looking for?').fill('a dog');
    await page.getByLabel('Up to').fill('3');
    await page.getByRole('button', { name: 'Search' }).click();
    await cards.filter({ hasText: 'guitar' }).first().waitFor({ state: 'detached' });
    const dog = cards.filter({ hasText: 'dog' }).first();
    await dog.waitFor();
    const answer = page.waitForResponse((response) => response.url().includes('like=dog'));
    await dog.getByRole('button', { name: 'More like this' }).click();
    expect((await answer).status()).toBe(200);
    expect(reader.strangers).toEqual([]);
    expect(reader.errors).toEqual([]);
  });

  it('chooses by brand, sorts by price and goes on to the last product', async () => {
    const { page } = reader;
    await page.goto('/');
    const cards = page.locator('li');
    const status = page.getByRole('status');
    await status.filter({ hasText: '34 products' }).waitFor();
    await page.getByLabel('Sort by').selectOption('price');
    await page.getByRole('button', { name: 'Search' }).click();
    await cards
      .first()
      .filter({ hasText: 'dog' })
      .or(cards.first().filter({ hasText: 'cat' }))
      .waitFor();
    await page.getByRole('button', { name: 'Acme (27)' }).click();
    await status.filter({ hasText: '27 products' }).waitFor();
    expect(await page.getByRole('button', { pressed: true }).allTextContents()).toEqual(['Acme (27)']);
    expect(await cards.count()).toBe(24);
    const more = page.getByRole('button', { name: 'Show more' });
    await more.click();
    await more.waitFor({ state: 'hidden' });
    const names = await cards.locator('div').allTextContents();
    expect(names.filter((text) => /^\d+$/.test(text))).toEqual(
      Array.from({ length: 27 }, (_, n) => String(100 + n)),
    );
    await page.getByRole('button', { name: 'Acme (27)' }).click();
    await status.filter({ hasText: '34 products' }).waitFor();
    expect(reader.strangers).toEqual([]);
    expect(reader.errors).toEqual([]);
  });
});
