import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemForm, picture } from '../support/pictures.ts';
import { Standalone } from '../support/standalone.ts';
import { Reader } from './support/reader.ts';

const KEY = `usk_${'k3y'.repeat(12)}`;

describe('a platform that asks for a key', () => {
  let platform: Standalone;
  let reader: Reader;
  beforeAll(async () => {
    platform = await Standalone.start({ UNSEEN_API_KEY: KEY });
    const form = itemForm({ id: 'dog', caption: 'a dog' }, await picture('dog'));
    const headers = { authorization: `Bearer ${KEY}` };
    expect((await platform.send('POST', '/v1/items', form, headers)).status).toBe(201);
    reader = await Reader.open(platform.url);
  });
  afterAll(async () => {
    await reader?.close();
    await platform?.dispose();
  });

  it('is asked for one, and then shows its pictures, without the key in any address', async () => {
    const { page } = reader;
    const addresses: string[] = [];
    page.on('request', (request) => addresses.push(request.url()));
    await page.goto('/');
    const dialog = page.getByRole('dialog', { name: 'This platform asks for a key' });
    await dialog.waitFor();
    expect(await reader.accessibility()).toEqual([]);
    await dialog.getByLabel('Key').fill(KEY);
    await dialog.getByRole('button', { name: 'Use this key' }).click();
    await page.waitForFunction(() => {
      const image = document.querySelector<HTMLImageElement>('.tile img');
      return image !== null && image.complete && image.naturalWidth > 0;
    });
    expect(await page.locator('.tile img').getAttribute('src')).toMatch(/^blob:/);
    expect(addresses.filter((address) => address.includes('usk_'))).toEqual([]);
    expect(reader.errors).toEqual([]);
  });
});
