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
});
