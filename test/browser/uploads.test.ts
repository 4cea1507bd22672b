import { Unseen } from '@unseen/client';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PICTURES } from '../support/pictures.ts';
import { Standalone } from '../support/standalone.ts';
import { manyPictures } from './support/many-pictures.ts';
import { Reader } from './support/reader.ts';

// Files of this device, through all that happens to a page meanwhile.
describe('bringing files in', () => {
  let platform: Standalone;
  let reader: Reader;
  let unseen: Unseen;
  let folder: string;
  let files: string[];
  beforeAll(async () => {
    platform = await Standalone.start();
    unseen = new Unseen({ url: platform.url });
    folder = join(platform.dataDir, 'holiday');
    await manyPictures(folder, 12);
    files = await readdir(folder);
    reader = await Reader.open(platform.url);
    // Whoever closes the page while files wait is asked: this reader goes.
    reader.page.on('dialog', (dialog) => void dialog.accept());
  });
  afterAll(async () => {
    await reader?.close();
    await platform?.dispose();
  });
  const count = (collection: string) => unseen.countItems({ collection }).catch(() => 0);
  const card = () => reader.page.getByRole('region', { name: 'Left from before' });

  /** Lets some files through and holds the others back; says how many were sent. */
  async function letThrough(most: number) {
    let sent = 0;
    const hold = async (route: Route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      sent++;
      if (sent <= most) return route.fallback();
    };
    await reader.page.route('**/v1/items', hold);
    return { sent: () => sent, end: () => reader.page.unroute('**/v1/items', hold) };
  }

  it('a page that is closed too early is told of on every page, and what was sent is not sent again', async () => {
    const { page } = reader;
    await page.goto('/ingest?c=holiday');
    await page.getByText('Caption and fields for all of them').click();
    await page.getByLabel('Caption', { exact: true }).fill('on Crete');
    await page.getByLabel('Field', { exact: true }).fill('album');
    await page.getByLabel('Value of album').fill('summer');
    expect(await reader.accessibility()).toEqual([]);
    const first = await letThrough(5);
    await page.getByLabel('Choose a folder').setInputFiles(folder);
    await expect.poll(() => count('holiday')).toBe(5);
    // The fifth is there, and the page knows it.
    await page.getByRole('region', { name: 'From this device' }).getByText('5 of 12').waitFor();
    await page.goto('/');
    await first.end();
    await page.getByRole('link', { name: '7 not sent' }).click();
    await card().getByText('7 pictures were not sent').waitFor();
    expect(await reader.accessibility()).toEqual([]);
    const second = await letThrough(100);
    await card().getByLabel('Choose the folder again').setInputFiles(folder);
    await page.getByRole('region', { name: 'From this device' }).getByText('7 of 7').waitFor();
    await card().waitFor({ state: 'detached' });
    expect(second.sent()).toBe(7);
    await second.end();
    expect(await count('holiday')).toBe(12);
    // What was said of all of them is said of those that were sent later, too.
    expect(await unseen.countItems({ collection: 'holiday', filter: { album: 'summer' } })).toBe(12);
    const { items } = await unseen.listItems({ collection: 'holiday' });
    expect(new Set(items.map(({ caption }) => caption))).toEqual(new Set(['on Crete']));
    await page.reload();
    await page.getByRole('heading', { name: 'Add pictures' }).waitFor();
    expect(await card().count()).toBe(0);
  });

  it('other files than those that were left are not taken for them, and they can be let go', async () => {
    const { page } = reader;
    await page.goto('/ingest?c=let-go');
    const held = await letThrough(0);
    await page
      .getByLabel('Choose pictures')
      .setInputFiles(files.slice(0, 3).map((name) => join(folder, name)));
    await expect.poll(held.sent).toBe(3);
    await page.goto('/ingest');
    await held.end();
    await card().getByLabel('Choose the pictures again').setInputFiles(join(PICTURES, '1f436.webp'));
    await card().getByText('None of these is among those that were left.').waitFor();
    await card().getByRole('button', { name: 'Do not send them' }).click();
    await card().waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('heading', { name: 'Add pictures' }).waitFor();
    expect(await count('let-go')).toBe(0);
  });

  it('another tab does not take over what this one is sending', async () => {
    const { page } = reader;
    await page.goto('/ingest?c=two-tabs');
    const held = await letThrough(0);
    await page.getByLabel('Choose pictures').setInputFiles(join(folder, files[0]!));
    await expect.poll(held.sent).toBe(1);
    const other = await page.context().newPage();
    await other.goto('/ingest');
    await other.getByRole('heading', { name: 'Add pictures' }).waitFor();
    await other.getByRole('heading', { name: 'Jobs' }).waitFor();
    expect(await other.getByRole('region', { name: 'Left from before' }).count()).toBe(0);
    await page.goto('/');
    await held.end();
    // Gone from there: any tab may see to it now.
    await other.reload();
    await other.getByRole('region', { name: 'Left from before' }).waitFor();
    await other.getByRole('button', { name: 'Do not send them' }).click();
    await other.close();
  });

  it('files are taken wherever they are dropped: a folder is added, one picture is searched with', async () => {
    const { page } = reader;
    await page.goto('/catalogue?c=dropped');
    await page.getByRole('heading', { name: 'Catalogue' }).waitFor();
    await reader.drop([folder]);
    await page.getByText('12 pictures go to dropped').waitFor();
    await expect.poll(() => count('dropped')).toBe(12);
    await page.goto('/?c=dropped');
    await page.locator('.tile').first().waitFor();
    await reader.drop([join(folder, files[0]!)], { x: 300, y: 300 });
    await expect.poll(() => new URL(page.url()).hash).toMatch(/^#picture=/);
    await reader.settled();
    expect(await count('dropped')).toBe(12);
    // The other half of the page adds it.
    await page.goto('/?c=dropped-2');
    await page.getByText('There is no collection').waitFor();
    await reader.drop([join(folder, files[0]!)], { x: 1_000, y: 300 });
    await expect.poll(() => count('dropped-2')).toBe(1);
  });

  it('a picture that is searched with is in the address: it lives through a reload, Back, and a link', async () => {
    const { page } = reader;
    await page.goto('/?c=dropped');
    await page.locator('.tile').first().waitFor();
    await page.getByLabel('Search with a picture').setInputFiles(join(folder, files[3]!));
    await page.getByRole('img', { name: 'Your picture' }).waitFor();
    await reader.settled();
    const first = async () => page.locator('.tile').first().getAttribute('data-id');
    const best = await first();
    const address = page.url();
    expect(address.length).toBeLessThan(40_000);
    await page.reload();
    await page.getByRole('img', { name: 'Your picture' }).waitFor();
    await reader.settled();
    expect(await first()).toBe(best);
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await page.getByRole('img', { name: 'Your picture' }).waitFor({ state: 'detached' });
    await page.goBack();
    await page.getByRole('img', { name: 'Your picture' }).waitFor();
    // Somebody else, with nothing but the address.
    const friend = await Reader.open(platform.url);
    try {
      await friend.page.goto(address);
      await friend.page.getByRole('img', { name: 'Your picture' }).waitFor();
      await friend.settled();
      expect(await friend.page.locator('.tile').first().getAttribute('data-id')).toBe(best);
      expect(await friend.accessibility()).toEqual([]);
    } finally {
      await friend.close();
    }
  });

  it('nothing came from elsewhere, and nothing broke', () => {
    expect(reader.strangers).toEqual([]);
    expect(reader.errors).toEqual([]);
  });
});
