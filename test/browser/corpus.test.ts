import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Unseen } from '@unseen/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadByJob, loaded, type Loaded, wholeCorpus, writeFiles } from '../support/corpus.ts';
import { picture } from '../support/pictures.ts';
import { Standalone } from '../support/standalone.ts';
import { manyPictures } from './support/many-pictures.ts';
import { Reader } from './support/reader.ts';

// What people have, brought in by the page: it must come to the same as every other way.
describe('a folder by the page', () => {
  let platform: Standalone;
  let reader: Reader;
  let unseen: Unseen;
  let folder: string;
  let byJob: Loaded;
  beforeAll(async () => {
    platform = await Standalone.start();
    unseen = new Unseen({ url: platform.url });
    folder = join(platform.dataDir, 'import', 'corpus');
    await writeFiles(folder, await wholeCorpus());
    byJob = await loadByJob(platform, { type: 'folder', path: 'corpus' }, 'by-job');
    reader = await Reader.open(platform.url);
    reader.page.on('dialog', (dialog) => void dialog.accept());
  });
  afterAll(async () => {
    await reader?.close();
    await platform?.dispose();
  });
  /** Waits until the page has sent what it was given. */
  const done = () =>
    expect
      .poll(async () => (await card().isVisible()) && card().locator('.state').textContent())
      .toMatch(/^Done/);
  const card = () => reader.page.getByRole('region', { name: 'From this device' });

  /** What the page says became of the files it was given last. */
  async function toldBy(collection: string): Promise<Loaded> {
    await done();
    const failures = await card()
      .locator('.failures li')
      .evaluateAll((lines) =>
        lines.map((line) => {
          const [id = '', , code = ''] = [...line.children].map(({ textContent }) => textContent);
          return { id: id.replace(/^corpus\//, ''), code };
        }),
      );
    const told = await reader.page.getByText(/Passed over, as no pictures/).textContent();
    const kinds = [...told!.matchAll(/(\d+) ([^,:]+?)(?=[,.]*$|, )/g)].map(([, files, kind]) => [
      kind,
      Number(files),
    ]);
    return loaded(platform, collection, failures, Object.fromEntries(kinds) as Record<string, number>);
  }

  it('is what a job makes of it: ids, captions, metadata, failures and what is passed over', async () => {
    await reader.page.goto('/ingest?c=chosen');
    await reader.page.getByLabel('Choose a folder').setInputFiles(folder);
    expect(await toldBy('chosen')).toEqual(byJob);
  });

  it('is the same where it is dropped', async () => {
    await reader.page.goto('/ingest?c=dropped');
    await reader.page.getByRole('heading', { name: 'Add pictures' }).waitFor();
    await reader.drop([folder]);
    expect(await toldBy('dropped')).toEqual(byJob);
  });

  it('adds nothing when it is chosen again', async () => {
    await reader.page.goto('/ingest?c=chosen');
    await reader.page.getByLabel('Choose a folder').setInputFiles(folder);
    expect(await toldBy('chosen')).toEqual(byJob);
    expect(await card().textContent()).toContain(`${byJob.items.length} were there already`);
  });

  it('takes another picture of a name under a name of its own, and new words for the same picture', async () => {
    const { page } = reader;
    const [first, second] = ['first', 'second'].map((name) => join(platform.dataDir, name)) as [
      string,
      string,
    ];
    for (const [path, name] of [
      [first, 'dog'],
      [second, 'rose'],
    ] as const) {
      await mkdir(path);
      await writeFile(join(path, 'IMG_0001.webp'), await picture(name));
      await writeFile(join(path, 'IMG_0001.txt'), name);
    }
    const choose = async (path: string) => {
      await page.goto('/ingest?c=names');
      await page.getByLabel('Choose a folder').setInputFiles(path);
      await done();
      const { items } = await unseen.listItems({ collection: 'names' });
      return Object.fromEntries(items.map(({ id, captions }) => [id, captions]));
    };
    await choose(first);
    const both = { 'IMG_0001.webp': ['dog'], 'IMG_0001 (2).webp': ['rose'] };
    expect(await choose(second)).toEqual(both);
    expect(await choose(second)).toEqual(both);
    await writeFile(join(second, 'IMG_0001.txt'), 'a red rose');
    expect(await choose(second)).toEqual({ ...both, 'IMG_0001 (2).webp': ['a red rose'] });
  });

  it('leaves a file out that was changed since it was chosen, and that alone', async () => {
    const { page } = reader;
    const changing = join(platform.dataDir, 'changing');
    await manyPictures(changing, 6);
    const names = (await readdir(changing)).sort();
    await page.goto('/ingest?c=changing');
    // Four are sent at a time: the last has not been opened yet when the first arrives.
    await page.route('**/v1/items', async (route) => {
      await writeFile(join(changing, names.at(-1)!), 'something else');
      await route.fallback();
    });
    await page.getByLabel('Choose a folder').setInputFiles(changing);
    await done();
    await page.unroute('**/v1/items');
    await card().getByText('1 picture could not be added').click();
    expect(await card().locator('.failures li').textContent()).toMatch(/entry_image_missing/);
    const { items } = await unseen.listItems({ collection: 'changing' });
    expect(items.map(({ id }) => id)).toEqual(names.slice(0, -1));
  });

  it('nothing came from elsewhere, and nothing broke', () => {
    expect(reader.strangers).toEqual([]);
    expect(reader.errors).toEqual([]);
  });
});
