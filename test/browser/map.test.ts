import { Unseen } from '@unseen/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMOJI, picture } from '../support/pictures.ts';
import { Standalone } from '../support/standalone.ts';
import { Reader } from './support/reader.ts';

type Name = keyof typeof EMOJI;
const NAMES = Object.keys(EMOJI) as Name[];

/** Where each was taken: three in Europe, the others by the sea of Australia. */
const PLACES = [
  { latitude: 48.86, longitude: 2.35 },
  { latitude: 52.52, longitude: 13.4 },
  { latitude: 41.9, longitude: 12.5 },
];

// A collection from above: by what things look like, and by where they were taken.
describe('the map of a collection', () => {
  let platform: Standalone;
  let reader: Reader;
  let unseen: Unseen;
  beforeAll(async () => {
    platform = await Standalone.start();
    unseen = new Unseen({ url: platform.url });
    for (const [at, name] of NAMES.entries())
      await unseen.addItem({
        id: name,
        caption: `a ${name}`,
        image: new Blob([new Uint8Array(await picture(name))]),
        metadata: {
          taken: `20${20 + (at % 3)}-0${1 + at}-1${at}T10:00:00`,
          place: PLACES[at] ?? { latitude: -33.9, longitude: 151.2 },
        },
      });
    reader = await Reader.open(platform.url);
  });
  afterAll(async () => {
    await reader?.close();
    await platform?.dispose();
  });
  const canvas = () => reader.page.getByRole('application', { name: `Map of ${NAMES.length} items` });
  const heading = (name: string | RegExp) => reader.page.getByRole('heading', { name, level: 2 });

  /** Drags the mouse along the edge of the map, so that all of it lies within. */
  async function drawAround(): Promise<void> {
    const { page } = reader;
    const { x, y, width, height } = (await canvas().boundingBox())!;
    const corners = [
      [0.02, 0.02],
      [0.85, 0.02],
      [0.85, 0.98],
      [0.02, 0.98],
    ] as const;
    await page.mouse.move(x + 0.02 * width, y + 0.02 * height);
    await page.mouse.down();
    for (const [across, down] of corners)
      await page.mouse.move(x + across * width, y + down * height, { steps: 4 });
    await page.mouse.up();
  }

  it('is made when it is asked for, and says what has changed since', async () => {
    const { page } = reader;
    await expect(unseen.maps.get()).rejects.toMatchObject({ code: 'map_not_found' });
    await page.goto('/');
    await page.getByRole('link', { name: 'Map', exact: true }).click();
    await page.getByRole('heading', { name: 'No map yet' }).waitFor();
    expect(await reader.accessibility()).toEqual([]);
    await page.getByRole('button', { name: 'Make the map' }).click();
    await canvas().waitFor();
    await heading(`${NAMES.length} in sight`).waitFor();
    expect(await reader.accessibility()).toEqual([]);

    await unseen.updateItem('dog', { metadata: { seen: true } });
    await page.reload();
    await page.getByText('1 item added or changed since').waitFor();
    await page.getByRole('button', { name: 'Make it anew' }).click();
    await expect.poll(async () => (await unseen.maps.get()).changedSince, { timeout: 30_000 }).toBe(0);
    await page.getByText('added or changed since').waitFor({ state: 'detached' });
  });

  it('comes closer and moves by pointer and by key, and lists what is in sight', async () => {
    const { page } = reader;
    await page.goto('/map');
    await heading(`${NAMES.length} in sight`).waitFor();
    for (let n = 0; n < 4; n++) await page.getByRole('button', { name: 'Nearer' }).click();
    await expect
      .poll(async () => Number.parseInt((await heading(/in sight/).textContent())!))
      .toBeLessThan(NAMES.length);
    await canvas().focus();
    await page.keyboard.press('0');
    await heading(`${NAMES.length} in sight`).waitFor();
    await canvas().hover();
    await page.mouse.wheel(0, -2_000);
    await expect
      .poll(async () => Number.parseInt((await heading(/in sight/).textContent())!))
      .toBeLessThan(NAMES.length);
    await page.getByRole('button', { name: 'All of it' }).click();
    await heading(`${NAMES.length} in sight`).waitFor();
    await expect.poll(() => page.locator('.map-list .tile').count()).toBe(NAMES.length);
  });

  it('catches what a line goes around: to be looked at alone, or made a class of', async () => {
    const { page } = reader;
    await page.getByRole('button', { name: 'Draw around some to select them' }).click();
    await drawAround();
    await heading(`${NAMES.length} selected`).waitFor();
    expect(await reader.accessibility()).toEqual([]);
    await page.locator('.map-list .tile[data-id="dog"]').getByRole('checkbox').click();
    await heading(`${NAMES.length - 1} selected`).waitFor();
    const toClass = await page.getByRole('link', { name: 'Make a class' }).getAttribute('href');
    const examples = new URLSearchParams(toClass!.split('?')[1]).getAll('example');
    expect(examples.length).toBeGreaterThan(3);
    expect(examples).not.toContain('dog');
    await page.getByRole('link', { name: 'Show only these' }).click();
    await page.getByText(`${NAMES.length - 1} chosen`).waitFor();
    await expect.poll(() => page.locator('.grid.endless .tile').count()).toBe(NAMES.length - 1);
  });

  it('lies where pictures were taken, and asks nobody for it', async () => {
    const { page } = reader;
    await page.goto('/map?by=place');
    await heading(`${NAMES.length} in sight`).waitFor();
    expect(await reader.accessibility()).toEqual([]);
    // Europe is in the upper left of what holds Europe and Australia.
    await canvas().focus();
    for (let n = 0; n < 2; n++) await page.keyboard.press('+');
    for (let n = 0; n < 40; n++) {
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowUp');
    }
    await heading(`${PLACES.length} in sight`).waitFor();
    await expect
      .poll(async () =>
        (
          await page
            .locator('.map-list .tile')
            .evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute('data-id')))
        ).sort(),
      )
      .toEqual(NAMES.slice(0, PLACES.length).sort());
    await page.getByRole('button', { name: 'By likeness' }).click();
    await page.waitForURL(/\/map$/);
  });

  it('jumps to a year and a month of a list by date, and keeps the place', async () => {
    const { page } = reader;
    await page.goto('/?sort=taken:desc');
    const line = page.getByRole('navigation', { name: 'Time line' });
    await line.getByRole('button', { name: /^2021 / }).click();
    await page.waitForURL(/at=2021/);
    await page.getByText('Begins at 2021').waitFor();
    const first = () => page.locator('.grid.endless .tile').first().getAttribute('data-id');
    await expect.poll(first, { timeout: 30_000 }).toBe(NAMES[7]);
    // The year in sight has its months, and the month its days.
    expect(await line.locator('[data-of="month"]').count()).toBeGreaterThan(1);
    await expect.poll(() => line.locator('[data-of="day"]').count()).toBe(1);
    expect(await reader.accessibility()).toEqual([]);
    await page.reload();
    await page.getByText('Begins at 2021').waitFor();
    await page.getByRole('button', { name: 'Show from the start' }).click();
    await expect.poll(first, { timeout: 30_000 }).toBe(NAMES[5]);
  });

  it('nothing was asked of anyone else, and no script failed', () => {
    expect(reader.strangers).toEqual([]);
    expect(reader.errors).toEqual([]);
  });
});
