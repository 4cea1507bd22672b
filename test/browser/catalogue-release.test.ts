import { Unseen } from '@unseen/client';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { EMOJI, itemForm, picture } from '../support/pictures.ts';
import { Standalone } from '../support/standalone.ts';
import { manyPictures } from './support/many-pictures.ts';
import { Reader } from './support/reader.ts';

// A catalogue of its own: what is measured here depends on every class there is.
describe('bringing a catalogue in, judging it, publishing it', () => {
  let platform: Standalone;
  let reader: Reader;
  let pictures: string[];
  beforeAll(async () => {
    platform = await Standalone.start();
    await manyPictures(join(platform.dataDir, 'import', 'many'), 24);
    const { id } = await platform.json(202, 'POST', '/v1/jobs', { source: { type: 'folder', path: 'many' } });
    for await (const _job of new Unseen({ url: platform.url }).watchJob(id as string));
    const { items } = await platform.json(200, 'GET', '/v1/items?limit=24');
    pictures = (items as { id: string }[]).map((item) => item.id);
    for (const [name, kind] of [
      ['apple', 'gated fruit'],
      ['banana', 'gated fruit'],
      ['bicycle', 'gated vehicle'],
      ['airplane', 'gated vehicle'],
    ] as const) {
      const metadata = JSON.stringify({ kind });
      const fields = { id: name, collection: 'gated', caption: EMOJI[name][1], metadata };
      await platform.json(201, 'POST', '/v1/items', itemForm(fields, await picture(name)));
    }
    reader = await Reader.open(platform.url);
  });
  afterAll(async () => {
    await reader?.close();
    await platform?.dispose();
  });
  // Each test starts without classes, also when it is tried again.
  beforeEach(async () => {
    for (const { id } of await classes()) await platform.json(204, 'DELETE', `/v1/classes/${id}`);
  });
  const classes = async () =>
    (await platform.json(200, 'GET', '/v1/classes?limit=1000')).classes as { id: string; name: string }[];
  const names = async () => (await classes()).map(({ name }) => name);
  const add = async (name: string, fields: object = {}) =>
    (await platform.json(201, 'POST', '/v1/classes', { name, seen: false, ...fields })) as {
      id: string;
      version: number;
    };
  const status = () => reader.page.locator('.catalogue > .notice').textContent();
  const choose = (lines: readonly string[]) =>
    reader.page.getByLabel('Import', { exact: true }).setInputFiles({
      name: 'classes.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`${lines.join('\n')}\n`),
    });

  it('says which lines of a file are wrong, and takes none of it', async () => {
    const { page } = reader;
    await page.goto('/catalogue');
    await page.getByText('No classes yet').waitFor();
    await choose(['name,seen', 'mug,false', 'cup,perhaps', 'jar,false', ',false']);
    const dialog = page.getByRole('dialog', { name: 'Import classes.csv' });
    await dialog.getByRole('button', { name: 'Import the classes' }).click();
    const problems = dialog.getByRole('alert').getByRole('listitem');
    await problems.first().waitFor();
    const said = await problems.allTextContents();
    expect(said).toHaveLength(2);
    expect(said[0]).toContain('3');
    expect(said[1]).toContain('5');
    expect(await reader.accessibility()).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await names()).toEqual([]);
  });

  it('takes classes from a file, and gives all of them back as one', async () => {
    const { page } = reader;
    await add('left out');
    await page.goto('/catalogue');
    await page.getByRole('link', { name: 'left out', exact: true }).waitFor();
    await choose(['name,seen,synonyms', 'mug,false,beaker', 'jar,false,']);
    const dialog = page.getByRole('dialog', { name: 'Import classes.csv' });
    await dialog.getByRole('checkbox', { name: 'Delete the classes that the file lacks' }).check();
    await dialog.getByRole('button', { name: 'Import the classes' }).click();
    await page.getByRole('link', { name: 'mug', exact: true }).waitFor();
    await expect.poll(status).toBe('Imported: 2 added, 0 changed, 0 as they were, 1 deleted.');
    expect((await names()).sort()).toEqual(['jar', 'mug']);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export CSV' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('classes.csv');
    const text = await readFile(await file.path(), 'utf8');
    expect(text.split('\n')[0]).toContain('name');
    expect(text).toContain(',mug,beaker,');
  });

  it('learns the balance of seen and unseen classes, once there is enough to learn from', async () => {
    const { page } = reader;
    await page.goto('/catalogue?view=quality');
    const section = page.getByRole('region', { name: 'Balance of known and new' });
    await section.getByRole('button', { name: 'Learn the balance' }).click();
    await section.getByText('Too little to learn from').waitFor();
    for (let i = 0; i < 8; i++)
      await add(`kind ${i}`, { seen: true, exemplars: pictures.slice(2 * i, 2 * i + 2) });
    await section.getByRole('button', { name: 'Learn the balance' }).click();
    await section
      .getByText(/On \d+ pictures? held out, the score for both together goes from \d+% to \d+%/)
      .waitFor();
    const { versions } = await platform.json(200, 'GET', '/v1/classes/versions?limit=1');
    expect(versions[0].action).toBe('catalogue.calibrate');
  });

  it('publishes a version, and refuses a worse one unless told not to look', async () => {
    const { page } = reader;
    const fruit = { seen: true, exemplars: ['apple', 'banana'], collection: 'gated' };
    const vehicle = { seen: false, exemplars: ['bicycle', 'airplane'], collection: 'gated' };
    const { id: first } = await add('gated fruit', fruit);
    const { id: second, version: good } = await add('gated vehicle', vehicle);
    const publish = async (version: number) => {
      await page.goto('/catalogue?view=versions&c=gated');
      await page.getByRole('button', { name: `Publish version ${version}`, exact: true }).click();
      return page.getByRole('dialog', { name: `Publish version ${version}` });
    };
    await (await publish(good)).getByRole('button', { name: 'Publish', exact: true }).click();
    await expect.poll(status).toBe(`Version ${good} is published.`);

    // Each class with the pictures of the other: nothing is told apart any more.
    await platform.json(200, 'PATCH', `/v1/classes/${first}`, { ...fruit, exemplars: vehicle.exemplars });
    await platform.json(200, 'PATCH', `/v1/classes/${second}`, { ...vehicle, exemplars: fruit.exemplars });
    const { versions } = await platform.json(200, 'GET', '/v1/classes/versions?limit=1');
    const bad = versions[0].version as number;
    const dialog = await publish(bad);
    await dialog.getByLabel('Only if it judges as well, by the field').selectOption('kind');
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
    const verdict = dialog.getByRole('alert');
    await expect
      .poll(() => verdict.textContent())
      .toMatch(new RegExp(`falls from 1\\.000 .* to 0\\.\\d+ in version ${bad}`));
    expect(await reader.accessibility()).toEqual([]);
    const elsewhere = await reader.page.context().newPage();
    await elsewhere.goto('/catalogue?view=quality&c=gated');
    await elsewhere.getByText('Measured before').click();
    const line = elsewhere.getByRole('listitem').filter({ hasText: `By kind, to publish version ${bad}` });
    await line.getByRole('button', { name: 'Show' }).click();
    await elsewhere.getByText(/score for both together falls by \d/).waitFor();
    await elsewhere.close();
    await dialog.getByLabel('The score for both together may fall by, in points').fill('100');
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(status).toContain(`Version ${bad} is published`);
    await expect
      .poll(async () =>
        (
          (await platform.json(200, 'GET', '/v1/classes/versions')).versions as {
            version: number;
            published: boolean;
          }[]
        )
          .filter(({ published }) => published)
          .map(({ version }) => version),
      )
      .toEqual([bad]);
  });

  it('has the keys of shops see only what is published, and every change again', async () => {
    const { page } = reader;
    const serves = async () => (await platform.json(200, 'GET', '/v1/classes/settings')).serves as string;
    await page.goto('/catalogue?view=versions&c=gated');
    const choice = page.getByRole('group', { name: 'What keys of shops and apps see' });
    await page.getByText('each change counts at once').waitFor();
    await choice.getByRole('button', { name: 'Published only' }).click();
    await page.getByText(/Their searches go by version \d+ until another one is published/).waitFor();
    expect(await serves()).toBe('published');
    expect(await reader.accessibility()).toEqual([]);
    await page.reload();
    await expect
      .poll(() => choice.getByRole('button', { name: 'Published only' }).getAttribute('aria-pressed'))
      .toBe('true');
    await choice.getByRole('button', { name: 'Every change' }).click();
    await page.getByText('each change counts at once').waitFor();
    expect(await serves()).toBe('latest');
  });

  it('nothing was asked of anyone else, and no script failed', () => {
    expect(reader.strangers).toEqual([]);
    expect(reader.errors).toEqual([]);
  });
});
