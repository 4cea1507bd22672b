// `npm run screenshots`: takes the pictures of the browser UI that README and guides show, on the sample collection.
// Needs `npm run build`, and Chromium.
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { fileURLToPath } from 'node:url';
import { Reader } from '../../test/browser/support/reader.ts';
import { Standalone } from '../../test/support/standalone.ts';

const images = fileURLToPath(new URL('../../docs/images/', import.meta.url));

/** Writes what is visible, in few colors: a quarter of the bytes, and nothing to be seen of it. */
async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all(document.getAnimations().map(({ finished }) => finished));
  });
  await sharp(await page.screenshot())
    .png({ palette: true, quality: 90, effort: 10 })
    .toFile(`${images}${name}.png`);
}

/** The hit that a text finds first, with where its words look. */
async function openFirstHit(reader: Reader, text: string): Promise<void> {
  const { page } = reader;
  await page.goto(`/?q=${encodeURIComponent(text)}`);
  await reader.settled();
  await page.locator('.tile').first().click();
  const dialog = page.getByRole('dialog');
  // With the switch it stays when the pointer goes away.
  await dialog.getByRole('switch', { name: 'Heat map' }).click();
  await page.waitForFunction(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('dialog canvas');
    return canvas !== null && canvas.width > 0;
  });
}

/** The form of a new class, with three examples chosen among the pictures it would catch. */
async function fillInClass(page: Page, name: string, description: string, examples: readonly string[]) {
  await page.goto('/catalogue?class=new');
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('Description').fill(description);
  await page.getByRole('button', { name: 'Find pictures' }).click();
  for (const example of examples) {
    await page.getByLabel('Describe pictures that show it').fill(example);
    await page
      .locator('.example-grid')
      .getByRole('button', { name: `Example: ${example}`, exact: true })
      .click();
  }
  await page.getByRole('button', { name: 'Find pictures' }).click();
  const preview = page.getByRole('region', { name: 'What it would catch' });
  for (const example of examples)
    await preview.getByRole('button', { name: `Example: ${example}` }).waitFor();
  await page.locator('.preview[aria-busy="false"]').waitFor();
}

const platform = await Standalone.start({ UNSEEN_SAMPLE: 'on' });
let reader: Reader | undefined;
try {
  reader = await Reader.open(platform.url, {
    viewport: { width: 1200, height: 720 },
    deviceScaleFactor: 1.2,
    colorScheme: 'light',
  });
  await openFirstHit(reader, 'a bicycle');
  await take(reader.page, 'search');
  await reader.page.setViewportSize({ width: 1200, height: 820 });
  await fillInClass(reader.page, 'insect', 'a small animal with six legs', [
    'lady beetle',
    'beetle',
    'mosquito',
  ]);
  await take(reader.page, 'adding-a-class');
} finally {
  await reader?.close();
  await platform.dispose();
}
