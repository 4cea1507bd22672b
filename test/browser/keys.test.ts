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

  describe('managed by someone who may', () => {
    let admin: Reader;
    beforeAll(async () => {
      admin = await Reader.open(platform.url);
      await admin.page.addInitScript((key) => sessionStorage.setItem('unseen:key', key), KEY);
    });
    afterAll(() => admin?.close());
    const mayList = async (key: string) => {
      const headers = { authorization: `Bearer ${key}` };
      return (await platform.send('GET', '/v1/items', undefined, headers)).status;
    };
    const shown = async () => (await admin.page.locator('.new-key code').textContent()) ?? '';
    const make = async (name: string) => {
      await admin.page.goto('/keys');
      await admin.page.getByLabel('What it is for').fill(name);
      await admin.page.getByRole('button', { name: 'Make a key' }).click();
      await admin.page.getByRole('region', { name: `The key for “${name}”` }).waitFor();
      return shown();
    };

    it('makes a key that may what it names, and shows it this once', async () => {
      const { page } = admin;
      const key = await make('shop front');
      expect(key).toMatch(/^usk_/);
      expect(await mayList(key)).toBe(200);
      const headers = { authorization: `Bearer ${key}` };
      expect((await platform.send('GET', '/v1/keys', undefined, headers)).status).toBe(403);
      await page.goto('/keys');
      await page.getByRole('heading', { name: 'shop front' }).waitFor();
      expect(await page.content()).not.toContain(key);
      await page
        .locator('.key-list li', { hasText: 'shop front' })
        .getByText(/^Used /)
        .waitFor();
    });

    it('replaces a key, and the old one is refused when its time is over', async () => {
      const { page } = admin;
      const old = await make('to be replaced');
      await page.goto('/keys');
      await page.getByRole('button', { name: 'Replace the key for “to be replaced”' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('The old key is accepted for').selectOption('not a second longer');
      await dialog.getByRole('button', { name: 'Replace' }).click();
      await page.locator('.new-key').waitFor();
      const key = await shown();
      expect(key).not.toBe(old);
      expect(await mayList(key)).toBe(200);
      await expect.poll(() => mayList(old)).toBe(401);
    });

    it('revokes a key only when told so twice', async () => {
      const { page } = admin;
      const key = await make('to be revoked');
      await page.goto('/keys');
      await page.getByRole('button', { name: 'Revoke the key for “to be revoked”' }).click();
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await mayList(key)).toBe(200);
      await page.getByRole('button', { name: 'Revoke the key for “to be revoked”' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Revoke the key' }).click();
      await page.locator('.key-list li').filter({ hasText: 'to be revoked' }).getByText('Revoked').waitFor();
      await expect.poll(() => mayList(key)).toBe(401);
    });

    it.each(['light', 'dark'] as const)('has no fault axe can find, in %s', async (colorScheme) => {
      const { page } = admin;
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const faults: Record<string, string[]> = {};
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 844 });
        await make(`shown in ${colorScheme}, ${width}`);
        const found = await admin.accessibility();
        if (found.length > 0) faults[width] = found;
      }
      expect(faults).toEqual({});
      expect(admin.errors).toEqual([]);
    });
  });
});
