import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMOJI, picture } from '../support/pictures.ts';
import { Standalone } from '../support/standalone.ts';
import { manyPictures } from './support/many-pictures.ts';
import { Reader } from './support/reader.ts';

// In the order in which someone new would do it; each step stands on what those before put in, not on the page they left.
describe('the first five minutes', () => {
  let platform: Standalone;
  let reader: Reader;
  beforeAll(async () => {
    platform = await Standalone.start();
    reader = await Reader.open(platform.url);
    const folder = join(platform.dataDir, 'my pictures', 'inside');
    await mkdir(folder, { recursive: true });
    for (const name of ['dog', 'bicycle', 'guitar', 'rose', 'airplane'] as const)
      await writeFile(join(folder, `${EMOJI[name][1]}.webp`), await picture(name));
    await writeFile(join(folder, 'broken.png'), 'this is no picture');
    await writeFile(join(folder, 'notes.txt'), 'nor is this');
  });
  afterAll(async () => {
    await reader?.close();
    await platform?.dispose();
  });

  it('an empty platform says what to do, and leads there', async () => {
    await reader.page.goto('/');
    await reader.page.getByText('No pictures here yet').waitFor();
    await reader.page.locator('.empty').getByRole('link', { name: 'Add pictures' }).click();
    await reader.page.getByRole('heading', { name: 'Add pictures', level: 1 }).waitFor();
  });

  it('a folder is taken in, and what is no picture is named with its reason', async () => {
    const { page } = reader;
    await page.getByLabel('Choose a folder').setInputFiles(join(platform.dataDir, 'my pictures'));
    const card = page.getByRole('region', { name: 'From this device' });
    await card.getByText('Done but for 1', { exact: true }).waitFor();
    expect(await card.textContent()).toContain('6 of 6');
    await page.getByText('Passed over, as no pictures: 1 .txt.').waitFor();
    await card.getByText('1 picture could not be added').click();
    expect(await card.locator('.failures li').textContent()).toMatch(/broken\.png.*image_unsupported/);
    await card.getByRole('link', { name: 'Search them' }).click();
    await expect.poll(() => page.locator('.tile').count()).toBe(5);
  });

  it('words find a picture nobody described, as they are typed', async () => {
    await reader.page.goto('/');
    await reader.page.getByRole('searchbox').pressSequentially('a bicycle', { delay: 20 });
    await reader.settled();
    await expect.poll(async () => (await reader.titles())[0]).toContain('bicycle');
    expect(reader.page.url()).toContain('q=a+bicycle');
  });

  it('a hit shows where the words looked, and why it is there', async () => {
    const { page } = reader;
    await page.goto('/?q=a+bicycle');
    await reader.settled();
    await page.locator('.tile a').first().click();
    const detail = page.getByRole('dialog');
    await detail.locator('.why').waitFor();
    expect(await detail.getByRole('heading', { name: 'Why it is 1st' }).count()).toBe(1);
    // In plain sentences; the figures of each step are folded below them.
    expect(await detail.locator('.why').textContent()).toMatch(/a match of \d+ in 100.*closest of all/);
    expect(await detail.locator('.why-steps').isVisible()).toBe(false);
    await detail.getByText('The figures').click();
    await expect
      .poll(() => detail.locator('.why-steps').textContent())
      .toMatch(/Your words and the picture.*closest of all/);
    // The picture as it is, until someone asks.
    expect(await detail.locator('canvas.heat').count()).toBe(0);
    await detail.getByRole('switch', { name: 'Heat map' }).click();
    // The canvas is there a frame before it is drawn on.
    await expect.poll(async () => new Set(await heatOf(reader)).size).toBeGreaterThan(20);
    const whole = await heatOf(reader);
    await detail.getByRole('button', { name: /^bicycle/ }).hover();
    await expect.poll(async () => (await heatOf(reader)).join()).not.toBe(whole.join());
    await detail.getByRole('switch', { name: 'Heat map' }).click();
    await detail.locator('canvas.heat').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await detail.waitFor({ state: 'detached' });
  });

  it('a class is added, is found at once, and is rolled back', async () => {
    const { page } = reader;
    await page.goto('/');
    await page.getByRole('link', { name: 'Catalogue' }).click();
    await page.locator('.empty').getByRole('link', { name: 'Add a class' }).click();
    await page.getByLabel('Name', { exact: true }).fill('two-wheeler');
    await page.getByRole('button', { name: 'Find pictures' }).click();
    await page.getByLabel('Describe pictures that show it').fill('a bicycle');
    await page
      .locator('.example-grid')
      .getByRole('button', { name: /bicycle/ })
      .click();
    const preview = page.getByRole('region', { name: 'What it would catch' });
    await preview.locator('.example-toggle[aria-pressed="true"]').waitFor();
    await page.getByRole('button', { name: 'Add the class' }).click();
    await page.getByText('“two-wheeler” works now.').waitFor();

    await page.getByRole('link', { name: 'Search in it' }).click();
    await reader.settled();
    await expect.poll(async () => (await reader.titles())[0]).toContain('bicycle');
    await page.getByRole('button', { name: /^two-wheeler/, pressed: true }).waitFor();
    await page.locator('.tile a').first().click();
    await page.getByRole('dialog').getByRole('link', { name: 'two-wheeler' }).waitFor();

    await page.goto('/catalogue?view=versions');
    await page.getByRole('button', { name: 'Go back to version 0' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Go back' }).click();
    await page.getByText('Version 2 equals version 0.').waitFor();
    await page.getByRole('link', { name: 'Classes' }).click();
    await page.getByText('No classes yet').waitFor();
    await page.goto('/?q=two-wheeler&close=off');
    await reader.settled();
    expect(await page.getByRole('group', { name: 'Classes of the hits' }).count()).toBe(0);
  });

  it('a job reads the import root, and its progress and failures are shown', async () => {
    const folder = join(platform.dataDir, 'import', 'shop');
    const count = await manyPictures(folder, 12);
    await writeFile(join(folder, 'half.webp'), (await picture('cat')).subarray(0, 900));
    const { page } = reader;
    await page.goto('/system');
    const storage = page.getByRole('region', { name: 'Storage' });
    await storage.getByText(/^[\d.]+ [KMG]B in all$/).waitFor();
    for (const store of ['Vectors and regions', 'Pictures and thumbnails', 'Ledger'])
      await storage
        .locator('div')
        .filter({ hasText: store })
        .getByText(/^[\d.]+ [KMG]B$/)
        .waitFor();
    await page.getByRole('link', { name: 'Add pictures' }).click();
    await page.getByLabel('Into collection').fill('shop');
    await page.getByLabel('Path in the import folder').fill('shop');
    await page.getByRole('button', { name: 'Start the job' }).click();
    const card = page.getByRole('article').filter({ hasText: 'Folder of pictures: shop' });
    await card.getByText('Done', { exact: true }).waitFor();
    expect(await card.textContent()).toContain(`${count + 1} of ${count + 1}`);
    await card.getByText('1 picture could not be added').click();
    await card.getByText('image_corrupt').waitFor();
  });

  it('a path outside the import root is refused in plain words', async () => {
    const { page } = reader;
    await page.goto('/ingest');
    await page.getByLabel('Path in the import folder').fill('../../etc');
    await page.getByRole('button', { name: 'Start the job' }).click();
    expect(await page.getByRole('alert').textContent()).toMatch(/outside the import root/);
  });

  it('the system page says what runs and how it is', async () => {
    await reader.page.goto('/');
    await reader.page.getByRole('link', { name: 'System' }).click();
    await reader.page.getByText('Everything answers').waitFor();
    const text = () => reader.page.locator('main').textContent();
    await expect.poll(text).toMatch(/Encoder\s*up\s*cpu/);
    await expect.poll(text).toMatch(/shop\s*12/);
    await expect.poll(text).toMatch(/Parts of jobs\s*0\s*0\s*–/);
    // Two looks are five seconds apart: then it says how fast it is.
    await expect.poll(text).toMatch(/Taken in now\s*0 per second/);
  });

  it('an address that leads nowhere leads back; a program reads a problem there', async () => {
    const { page } = reader;
    const answer = await page.goto('/catalog');
    expect(answer?.status()).toBe(404);
    await page.locator('.empty').getByRole('link').click();
    await page.getByRole('searchbox').waitFor();
    expect((await platform.json(404, 'GET', '/catalog')).code).toBe('not_found');
    expect((await platform.json(404, 'GET', '/v1/catalog')).code).toBe('not_found');
  });

  it('nothing was asked of anyone else, and no script failed', () => {
    expect(reader.strangers).toEqual([]);
    expect(reader.errors).toEqual([]);
  });
});

/** Opacity of the heat map, cell by cell. */
async function heatOf(reader: Reader): Promise<number[]> {
  return reader.page
    .locator('dialog canvas.heat')
    .evaluate((canvas: HTMLCanvasElement) =>
      [...canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height).data].filter(
        (_value, index) => index % 4 === 3,
      ),
    );
}
