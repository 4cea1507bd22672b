import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataOf, Unseen } from '@unseen/client';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { picture } from '../support/pictures.ts';
import { Standalone } from '../support/standalone.ts';
import { Reader } from './support/reader.ts';

// What someone does who keeps a collection in order: each step looks at what the platform holds afterwards.
describe('keeping a collection in order', () => {
  let platform: Standalone;
  let reader: Reader;
  let unseen: Unseen;
  beforeAll(async () => {
    platform = await Standalone.start();
    unseen = new Unseen({ url: platform.url });
    for (const name of ['dog', 'cat', 'bicycle', 'guitar', 'rose', 'airplane'] as const)
      await unseen.addItem({
        id: name,
        caption: `a ${name}`,
        image: new Blob([new Uint8Array(await picture(name))]),
        metadata: { kind: 'thing', sku: '00123' },
      });
    reader = await Reader.open(platform.url);
  });
  afterAll(async () => {
    await reader?.close();
    await platform?.dispose();
  });
  const tile = (id: string) => reader.page.locator(`.tile[data-id="${id}"]`);
  const ids = async () => (await unseen.listItems()).items.map(({ id }) => id).sort();

  it('several are selected with the keyboard and the pointer, and a field of them is set', async () => {
    const { page } = reader;
    await page.goto('/');
    await tile('airplane').locator('a').focus();
    await page.keyboard.press('x');
    await page.getByText('1 selected').waitFor();
    await tile('cat')
      .locator('a')
      .click({ modifiers: ['Shift'] });
    await page.getByText('3 selected').waitFor();
    expect(await reader.accessibility()).toEqual([]);
    await page.getByRole('button', { name: 'Set a field' }).click();
    await page.getByLabel('Field', { exact: true }).fill('shelf');
    await page.getByLabel('Value', { exact: true }).fill('7');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('3 selected').waitFor({ state: 'detached' });
    expect(await unseen.countItems({ filter: { shelf: 7 } })).toBe(3);
  });

  it('a deletion can be taken back, and is done when it is not', async () => {
    const { page } = reader;
    await page.goto('/');
    await page.getByRole('button', { name: 'Select', exact: true }).click();
    await tile('dog').locator('a').click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await tile('dog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await tile('dog').waitFor();
    expect(await ids()).toContain('dog');

    await tile('rose').getByRole('checkbox').click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await tile('rose').waitFor({ state: 'detached' });
    // Whoever leaves does not stay to watch.
    await page.goto('/system');
    await expect.poll(ids, { timeout: 30_000 }).not.toContain('rose');
  });

  it('what was deleted waits in the trash, comes back as it was, or goes for good', async () => {
    const { page } = reader;
    const before = dataOf(await unseen.http.GET('/v1/items/{id}', { params: { path: { id: 'guitar' } } }));
    await unseen.trash.delete();
    await unseen.addItem({ id: 'spare', caption: 'a spare word' });
    await unseen.deleteItems({ ids: ['guitar', 'spare'], trash: true });
    await page.goto('/collections');
    await page.getByRole('link', { name: 'Trash', exact: true }).first().click();
    const thrown = page.getByRole('list', { name: 'Deleted items' }).getByRole('checkbox');
    await expect.poll(() => thrown.count()).toBe(2);
    await page.getByText('30 days left').first().waitFor();
    expect(await reader.accessibility()).toEqual([]);
    await page.getByRole('checkbox', { name: `Select: ${before.captions[0]}`, exact: true }).check();
    await page.getByRole('button', { name: 'Put back 1' }).click();
    await page.getByText('1 item is back.').waitFor();
    await expect.poll(() => thrown.count()).toBe(1);
    const { captions, metadata, createdAt, contentHash } = before;
    expect(
      dataOf(await unseen.http.GET('/v1/items/{id}', { params: { path: { id: 'guitar' } } })),
    ).toMatchObject({ captions, metadata, createdAt, contentHash });

    await page.getByRole('button', { name: 'Empty the trash' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete 1 item for good' });
    expect(await reader.accessibility()).toEqual([]);
    await dialog.getByRole('button', { name: 'Delete for good' }).click();
    await page.getByRole('heading', { name: 'The trash is empty' }).waitFor();
    expect(await unseen.trash.list()).toMatchObject({ items: [], total: 0 });
    expect(await reader.accessibility()).toEqual([]);
  });

  it('a caption and a field are corrected where the item is looked at', async () => {
    const { page } = reader;
    await page.goto('/');
    await tile('bicycle').locator('a').click();
    const detail = page.getByRole('dialog');
    await detail.getByRole('button', { name: 'Edit captions and metadata' }).click();
    expect(await reader.accessibility()).toEqual([]);
    await detail.getByRole('textbox', { name: /^Captions/ }).fill('a bike\na two-wheeler');
    await detail.getByRole('textbox', { name: 'Value of sku' }).fill('00456');
    await detail.getByRole('button', { name: 'Remove: kind' }).click();
    await detail.getByRole('button', { name: 'Save' }).click();
    await detail.getByRole('heading', { name: 'a bike', exact: true }).waitFor();
    const item = await unseen.http.GET('/v1/items/{id}', { params: { path: { id: 'bicycle' } } });
    expect(item.data).toMatchObject({ captions: ['a bike', 'a two-wheeler'] });
    expect(item.data?.metadata).toEqual({ shelf: 7, sku: '00456' });
    await page.keyboard.press('Escape');
    await expect
      .poll(() =>
        tile('bicycle')
          .locator('a')
          .evaluate((link) => link === document.activeElement),
      )
      .toBe(true);
  });

  it('Back finds the list as it was left', async () => {
    const { page } = reader;
    await page.setViewportSize({ width: 500, height: 400 });
    await page.goto('/');
    await tile('guitar').locator('a').scrollIntoViewIfNeeded();
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(50);
    const place = await page.evaluate(() => window.scrollY);
    await page.getByRole('link', { name: 'Catalogue' }).click();
    await page.getByRole('heading', { name: 'Catalogue' }).waitFor();
    await page.goBack();
    await tile('guitar').waitFor();
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(place);
    await page.setViewportSize({ width: 1280, height: 720 });
  });

  it('a class is begun with what is selected', async () => {
    const { page } = reader;
    await page.goto('/');
    await tile('dog').locator('a').focus();
    await page.keyboard.press('x');
    await tile('cat').locator('a').click();
    await page.getByRole('link', { name: 'Make a class' }).click();
    await expect
      .poll(() => new URL(page.url()).searchParams.getAll('example').sort())
      .toEqual(['cat', 'dog']);
  });

  it('items are copied and moved to another collection, pictures and all', async () => {
    const { page } = reader;
    const take = async (id: string, way: 'Move' | 'Copy') => {
      await page.goto('/');
      await tile(id).locator('a').focus();
      await page.keyboard.press('x');
      await page.getByRole('button', { name: 'Move or copy' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('group', { name: 'How' }).getByRole('button', { name: way }).click();
      await dialog.getByLabel('To collection').fill('aside');
      expect(await reader.accessibility()).toEqual([]);
      await dialog.locator('.button.primary').click();
      await page.getByText('1 selected').waitFor({ state: 'detached' });
    };
    await take('guitar', 'Copy');
    await take('airplane', 'Move');
    const aside = (await unseen.listItems({ collection: 'aside' })).items;
    expect(aside.map(({ id, caption }) => [id, caption])).toEqual([
      ['airplane', 'a airplane'],
      ['guitar', 'a guitar'],
    ]);
    expect(aside.every(({ image }) => image !== undefined)).toBe(true);
    expect(await ids()).toContain('guitar');
    expect(await ids()).not.toContain('airplane');
    await unseen.deleteCollection('aside');
    await expect.poll(async () => (await unseen.collections()).map(({ name }) => name)).toEqual(['default']);
  });

  it('of pictures that look the same one is kept with a click, and that can be taken back', async () => {
    const { page } = reader;
    const dog = sharp(await picture('dog'));
    for (const [id, size] of [
      ['small', 224],
      ['large', 400],
    ] as const)
      await unseen.addItem({
        id,
        collection: 'twice',
        image: new Blob([new Uint8Array(await dog.clone().resize(size, size).png().toBuffer())]),
      });
    for (const name of ['rose', 'guitar'] as const)
      await unseen.addItem({
        id: name,
        collection: 'twice',
        image: new Blob([new Uint8Array(await picture(name))]),
      });
    await page.goto('/collections');
    await page
      .locator('.collection-card', { hasText: 'twice' })
      .getByRole('link', { name: 'Duplicates' })
      .click();
    const group = page.locator('.alike-group');
    await group.waitFor();
    // The largest stands first; what only is in the same collection is not there.
    expect(await group.locator('.alike-title').allTextContents()).toEqual(['large', 'small']);
    await page.getByText('1 group among 4 items').waitFor();
    await page.getByRole('button', { name: 'Alike', exact: true }).click();
    await group.waitFor();
    expect(await reader.accessibility()).toEqual([]);
    await group.getByRole('button', { name: 'Keep this one: large' }).click();
    await page.getByText('No near-duplicates').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await group.getByRole('button', { name: 'Keep all' }).click();
    await page.getByText('No near-duplicates').waitFor();
    await page.reload();
    await page.getByText('No near-duplicates').waitFor();
    expect(await unseen.countItems({ collection: 'twice' })).toBe(4);
    await unseen.deleteCollection('twice');
    await expect.poll(async () => (await unseen.collections()).map(({ name }) => name)).toEqual(['default']);
  });

  it('a source of the import root is picked, not typed', async () => {
    const { page } = reader;
    const folder = join(platform.dataDir, 'import', 'shop', 'summer');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'dog.webp'), await picture('dog'));
    await writeFile(join(folder, '..', 'feed.jsonl'), '{"id":"fed","caption":"a thing"}\n');
    await page.goto('/ingest?c=picked');
    await page.getByRole('button', { name: 'Browse the import folder' }).click();
    const picker = page.getByRole('region', { name: 'Folders and files of the import folder' });
    // Where to put files is said, too.
    await picker.getByRole('button', { name: join(platform.dataDir, 'import'), exact: true }).waitFor();
    await picker.getByRole('button', { name: 'shop' }).click();
    await picker.getByRole('button', { name: /^feed.jsonl/ }).click();
    expect(await page.getByLabel('Kind of source').inputValue()).toBe('jsonl');
    expect(await page.getByLabel('Path in the import folder').inputValue()).toBe('shop/feed.jsonl');
    expect(await reader.accessibility()).toEqual([]);
    await picker.getByRole('button', { name: 'summer' }).click();
    await picker.getByText('1 picture in this folder.').waitFor();
    expect(await page.getByLabel('Kind of source').inputValue()).toBe('folder');
    await page.getByRole('button', { name: 'Start the job' }).click();
    await expect.poll(() => unseen.countItems({ collection: 'picked' }).catch(() => 0)).toBe(1);
    await unseen.deleteCollection('picked');
    await expect.poll(async () => (await unseen.collections()).map(({ name }) => name)).toEqual(['default']);
  });

  it('a table shows what it would become before it is loaded', async () => {
    const { page } = reader;
    const rows = ['sku,image_url,title,price', '01,dog.webp,a dog,12.50', '02,,,'];
    await writeFile(join(platform.dataDir, 'import', 'shop', 'feed.csv'), rows.join('\n'));
    await page.goto('/ingest?c=previewed');
    await page.getByLabel('Kind of source').selectOption('csv');
    await page.getByLabel('Path in the import folder').fill('shop/feed.csv');
    await page.getByRole('button', { name: 'Preview' }).click();
    const preview = page.getByRole('region', { name: 'Preview' });
    const columns = preview.getByRole('list', { name: 'What the columns become' }).getByRole('listitem');
    await columns.first().waitFor();
    expect(await columns.allTextContents()).toEqual([
      'sku → field',
      'image_url → Picture',
      'title → Caption',
      'price → field',
    ]);
    const cells = await preview.locator('tbody tr').first().getByRole('cell').allTextContents();
    expect(cells).toEqual(['made from the content', 'shop/dog.webp', 'a dog', '01', '12.5']);
    expect(await preview.locator('tbody tr').nth(1).textContent()).toMatch(/line 3: It has neither/);
    expect(await reader.accessibility()).toEqual([]);
    // Another path is another source.
    await page.getByLabel('Path in the import folder').fill('shop/none.csv');
    await preview.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByRole('alert').waitFor();
    const save = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save a table to begin with' }).click();
    const template = await readFile(await (await save).path(), 'utf8');
    expect(template).toMatch(/^\uFEFFid,image,caption,/);
    expect((await unseen.collections()).map(({ name }) => name)).toEqual(['default']);
  });

  it('a collection is made with any name, filled, described and deleted', async () => {
    const { page } = reader;
    await page.goto('/collections');
    await page.getByLabel('Make a collection').fill('My Holiday 2024');
    await page.getByText('“my-holiday-2024” in addresses and programs').waitFor();
    await page.getByRole('button', { name: 'Make it' }).click();
    await page.getByRole('heading', { name: 'My Holiday 2024' }).waitFor();
    expect(await reader.accessibility()).toEqual([]);

    const folder = join(platform.dataDir, 'holiday');
    await mkdir(folder);
    for (const name of ['dog', 'rose'] as const)
      await writeFile(join(folder, `${name}.webp`), await picture(name));
    await page.getByRole('link', { name: 'Add pictures' }).last().click();
    await page.getByLabel('Choose a folder').setInputFiles(folder);
    await page.getByRole('region', { name: 'From this device' }).getByText('2 of 2').waitFor();

    await page.goto('/collections');
    const card = page.locator('.collection-card', { hasText: 'My Holiday 2024' });
    await card.getByText(/2 items/).waitFor();
    await card.getByRole('button', { name: /^Settings/ }).click();
    await page.getByLabel('What pages call it').fill('Italy');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Italy', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Delete Italy' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { name: 'Italy', exact: true }).waitFor({ state: 'detached' });
    expect((await unseen.collections()).map(({ name }) => name)).toEqual(['default']);
  });

  it('nothing came from elsewhere, and nothing broke', () => {
    expect(reader.strangers).toEqual([]);
    expect(reader.errors).toEqual([]);
  });
});
