import { Unseen } from '@unseen/client';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMOJI, itemForm, picture } from '../../support/pictures.ts';
import type { Platform } from '../../support/platform.ts';
import { Reader } from './reader.ts';

type Name = keyof typeof EMOJI;

/** What three people do in a day: someone with holiday pictures, a shop's integrator, and whoever keeps the categories. */
export function threeDays(start: () => Promise<Platform>): void {
  describe('three days', () => {
    let platform: Platform;
    let reader: Reader;
    let unseen: Unseen;
    beforeAll(async () => {
      platform = await start();
      unseen = new Unseen({ url: platform.url });
      reader = await Reader.open(platform.url);
    });
    afterAll(async () => {
      await reader?.close();
      await platform?.dispose();
    });
    const tile = (id: string) => reader.page.locator(`.tile[data-id="${id}"]`);
    const titled = (title: string) => reader.page.locator('.tile').filter({ hasText: title });
    const ids = () =>
      reader.page
        .locator('.tile')
        .evaluateAll((tiles) => tiles.map((each) => (each as HTMLElement).dataset['id'] ?? ''));
    const sound = async () => expect(await reader.accessibility()).toEqual([]);

    it('someone with holiday pictures brings them in, finds, corrects and clears up', async () => {
      const { page } = reader;
      const folder = join(platform.dataDir, 'holiday');
      await mkdir(folder);
      for (const name of ['dog', 'cat', 'rose', 'airplane', 'bicycle', 'guitar'] as const)
        await writeFile(join(folder, `${name}.webp`), await picture(name));
      // 1 to 3: an empty platform, a collection with a name of their own, the way to add pictures.
      await page.goto('/');
      await page.getByText('No pictures here yet').waitFor();
      await page.getByRole('link', { name: 'Collections' }).click();
      await page.getByLabel('Make a collection').fill('Summer in Crete');
      await page.getByRole('button', { name: 'Make it' }).click();
      await page.getByRole('heading', { name: 'Summer in Crete' }).waitFor();
      await page.getByRole('link', { name: 'Add pictures' }).last().click();
      // 4 to 6: a folder goes in, and leads to what it filled.
      await page.getByLabel('Choose a folder').setInputFiles(folder);
      await page.getByRole('region', { name: 'From this device' }).getByText('6 of 6').waitFor();
      await page.getByRole('link', { name: 'Search them' }).first().click();
      await page.getByText('6 items in this collection').waitFor();
      await sound();
      // 7 and 8: words find a picture that nobody described; it is looked at closely.
      await page.getByRole('searchbox').fill('a bicycle');
      await reader.settled();
      await titled('bicycle').first().locator('a').click();
      await page.locator('.stage-original[data-ready] img').waitFor();
      await page.keyboard.press('+');
      await page.locator('.stage[data-zoomed]').waitFor();
      // 9 and 10: it gets a caption, and the focus is where it was.
      await page.getByRole('button', { name: 'Edit captions and metadata' }).click();
      await page.getByRole('textbox', { name: /^Captions/ }).fill('our rented bike');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('heading', { name: 'our rented bike' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      // 11: the search is kept for another day.
      await page.getByRole('button', { name: 'Save this search' }).click();
      await page.getByRole('button', { name: 'Forget this saved search' }).waitFor();
      // 12 to 14: two get an album, two another; what is there can be told apart by it.
      const set = async (names: readonly Name[], album: string) => {
        await page.goto('/?c=summer-in-crete');
        for (const name of names) {
          await titled(name).locator('a').focus();
          await page.keyboard.press('x');
        }
        await page.getByText(`${names.length} selected`).waitFor();
        await page.getByRole('button', { name: 'Set a field' }).click();
        await page.getByLabel('Field', { exact: true }).fill('album');
        await page.getByLabel('Value', { exact: true }).fill(album);
        await page.getByRole('button', { name: 'Save', exact: true }).click();
        await page.getByText(/ selected$/).waitFor({ state: 'detached' });
      };
      await set(['dog', 'cat'], 'animals');
      await set(['rose', 'airplane', 'guitar'], 'things');
      await page.goto('/?c=summer-in-crete');
      const filters = page.getByRole('complementary', { name: 'Filters' });
      // Which fields there are is counted anew now and then.
      await expect
        .poll(
          async () => {
            await page.reload();
            await page.locator('.tile').first().waitFor();
            return filters.getByRole('checkbox', { name: /^Things 3$/ }).isVisible();
          },
          { interval: 3_000 },
        )
        .toBe(true);
      await filters.getByRole('checkbox', { name: /^Animals/ }).check();
      await expect.poll(async () => (await ids()).length).toBe(2);
      await page.getByText('2 items fit the filters').waitFor();
      await sound();
      // 15: within a search, the counts are of the search, and agree with a click.
      await page.goto('/?c=summer-in-crete&q=a+pet&close=off');
      await reader.settled();
      await filters.getByRole('checkbox', { name: /^Animals 2$/ }).waitFor();
      // 16: the newest first, under the month they came.
      await page.goto('/?c=summer-in-crete');
      await page.getByLabel('Sort by').selectOption('Last added');
      await page.locator('.grid-heading').first().waitFor();
      await expect.poll(async () => (await ids()).length).toBe(6);
      // 17 to 19: one goes, comes back, and goes for good.
      await titled('rose').locator('a').focus();
      await page.keyboard.press('x');
      await page.getByRole('button', { name: 'Delete' }).click();
      await titled('rose').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Undo' }).click();
      await titled('rose').getByRole('checkbox').click();
      await page.getByRole('button', { name: 'Delete' }).click();
      await titled('rose').waitFor({ state: 'detached' });
      // 20: the search that was kept is still there, and leads back.
      await page.goto('/');
      await page.getByRole('link', { name: 'Saved: a bicycle' }).click();
      await reader.settled();
      await titled('our rented bike').waitFor();
      await expect.poll(() => unseen.countItems({ collection: 'summer-in-crete' })).toBe(5);
    });

    it('a shop’s integrator sets a collection up, loads a feed, and copies the request behind the hits', async () => {
      const { page } = reader;
      const root = join(platform.dataDir, 'import');
      const names = ['apple', 'banana', 'dog', 'cat', 'bicycle', 'guitar'] as const;
      await mkdir(join(root, 'pictures'), { recursive: true });
      for (const name of names) await writeFile(join(root, 'pictures', `${name}.webp`), await picture(name));
      const feed = (prices: (index: number) => number) =>
        writeFile(
          join(root, 'feed.jsonl'),
          names
            .map((name, index) =>
              JSON.stringify({
                id: `sku-${index + 1}`,
                image: `pictures/${name}.webp`,
                caption: EMOJI[name][1],
                metadata: { brand: index % 2 === 0 ? 'Kyusu' : 'Maru', price: prices(index) },
              }),
            )
            .join('\n'),
        );
      await feed((index) => 10 * (index + 1));
      // 1 to 4: a collection, what is counted in it, and which words are searched.
      await page.goto('/collections');
      await page.getByLabel('Make a collection').fill('shop');
      await page.getByRole('button', { name: 'Make it' }).click();
      const card = page.locator('.collection-card', { hasText: 'shop' });
      await card.getByRole('button', { name: /^Settings/ }).click();
      await page.getByLabel('Fields whose words are searched').fill('brand');
      await page.getByLabel('Fields that are counted beside hits').fill('brand, price');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      // 5 to 8: a feed from the import root, watched until it is done, leads to what it made.
      await card.getByRole('link', { name: 'Add pictures' }).click();
      await page.getByLabel('Kind of source').selectOption('JSON lines');
      await page.getByLabel('Path in the import folder').fill('feed.jsonl');
      await page.getByRole('button', { name: 'Start the job' }).click();
      const job = page.getByRole('article').filter({ hasText: 'feed.jsonl' }).first();
      await job.getByText('Done', { exact: true }).waitFor();
      expect(await job.textContent()).toContain('6 of 6');
      await job.getByRole('link', { name: 'Search them' }).click();
      await page.getByText('6 items in this collection').waitFor();
      // 9 to 12: found, narrowed down by brand and price, sorted by price as the API sorts it.
      await page.goto('/?c=shop&q=a+thing&close=off');
      await reader.settled();
      const filters = page.getByRole('complementary', { name: 'Filters' });
      await filters.getByRole('checkbox', { name: /^Maru 3$/ }).check();
      await page.getByLabel('Price, at most').fill('40');
      await page.getByLabel('Price, at most').press('Enter');
      await page.getByLabel('Sort by').selectOption('Price, highest first');
      await expect.poll(async () => (await ids()).join()).toBe('sku-4,sku-2');
      await sound();
      // 13 and 14: the request behind it, as a program sends it, has the same answer.
      await page.getByRole('button', { name: 'As code' }).click();
      const code = (await page.getByRole('dialog').locator('code').textContent()) ?? '';
      const body = /'(\{.*\})'/s.exec(code)?.[1];
      const sent = JSON.parse(body ?? '{}') as object;
      expect(sent).toMatchObject({
        text: 'a thing',
        collection: 'shop',
        sort: [{ field: 'price', order: 'desc' }],
      });
      const answer = await platform.json(200, 'POST', '/v1/search', sent);
      expect(answer.hits.map((hit: { id: string }) => hit.id)).toEqual(['sku-4', 'sku-2']);
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
      // 15 and 16: the feed of the next day changes prices, and nothing else.
      await feed((index) => 100 + index);
      await page.goto('/ingest?c=shop');
      await page.getByLabel('Kind of source').selectOption('JSON lines');
      await page.getByLabel('Path in the import folder').fill('feed.jsonl');
      await page.getByRole('button', { name: 'Start the job' }).click();
      await expect
        .poll(() => unseen.countItems({ collection: 'shop', filter: { price: { gte: 100 } } }))
        .toBe(6);
      // 17 and 18: what is shown of an item is what the feed says.
      await page.goto('/?c=shop&hit=sku-3');
      await page.getByRole('dialog').getByText('102', { exact: true }).waitFor();
      await page.getByRole('dialog').getByText('Kyusu').waitFor();
      // 19 to 22: how the platform is; a request typed by hand, kept for later; where all of them are described.
      await page.goto('/system');
      await page.getByText('Everything answers').waitFor();
      await page.getByRole('link', { name: 'API' }).click();
      await page.getByLabel('Path').fill('/v1/items/count?collection=shop');
      await page.getByRole('button', { name: 'Send' }).click();
      const typed = page.getByRole('region', { name: 'Answer' });
      await typed.getByText(/^\{\s+"count": \d+\s+\}$/).waitFor();
      await typed.getByText(/^200/).waitFor();
      await page.reload();
      await page.getByRole('button', { name: /GET \/v1\/items\/count\?collection=shop/ }).click();
      expect(await page.getByLabel('Path').inputValue()).toBe('/v1/items/count?collection=shop');
      await sound();
      expect(await page.getByRole('link', { name: 'All requests there are' }).getAttribute('href')).toBe(
        '/docs',
      );
    });

    it('whoever keeps the categories adds, tries, corrects, and goes back', async () => {
      const { page } = reader;
      for (const name of Object.keys(EMOJI) as Name[])
        await platform.json(
          201,
          'POST',
          '/v1/items',
          itemForm({ id: name, collection: 'things', caption: EMOJI[name][1] }, await picture(name)),
        );
      const classes = async () =>
        (await platform.json(200, 'GET', '/v1/classes')).classes as { id: string; name: string }[];
      // 1 to 6: a class with words and two examples, seen before it is there.
      await page.goto('/catalogue?c=things');
      await page.getByText('No classes yet').waitFor();
      await page.locator('.empty').getByRole('link', { name: 'Add a class' }).click();
      await page.getByLabel('Name', { exact: true }).fill('pet');
      await page.getByLabel('Description').fill('an animal people live with');
      await page.getByRole('button', { name: 'Find pictures' }).click();
      for (const name of ['dog', 'cat']) {
        await page.getByLabel('Describe pictures that show it').fill(`a ${name}`);
        await page
          .locator('.example-grid')
          .getByRole('button', { name: `Example: ${name}`, exact: true })
          .click();
      }
      const preview = page.getByRole('region', { name: 'What it would catch' });
      await preview.getByRole('button', { name: 'Example: dog', pressed: true }).waitFor();
      await sound();
      expect(await classes()).toEqual([]);
      await page.getByRole('button', { name: 'Add the class' }).click();
      await page.getByText('“pet” works now.').waitFor();
      // 7 and 8: the same name again is said at the field, and cannot be sent.
      await page.goto('/catalogue?c=things&class=new');
      await page.getByLabel('Name', { exact: true }).fill('Pet');
      await page.getByRole('alert').getByText('Another class has this name').waitFor();
      expect(await page.getByRole('button', { name: 'Add the class' }).isDisabled()).toBe(true);
      // 9 and 10: another one, from what is selected in the browser.
      await page.goto('/?c=things');
      for (const name of ['apple', 'banana']) {
        await tile(name).locator('a').focus();
        await page.keyboard.press('x');
      }
      await page.getByRole('link', { name: 'Make a class' }).click();
      await page.getByLabel('Name', { exact: true }).fill('fruit');
      await page.getByRole('button', { name: 'Add the class' }).click();
      await page.getByText('“fruit” works now.').waitFor();
      // 11 and 12: searches know it, and it is suggested while its name is typed.
      await page.goto('/?c=things');
      await page.getByRole('searchbox').fill('fru');
      await page.getByRole('button', { name: 'class fruit' }).click();
      await expect.poll(async () => (await ids()).includes('banana')).toBe(true);
      const pet = (await classes()).find(({ name }) => name === 'pet')!;
      const held = await unseen.search({
        text: 'pet',
        classes: [pet.id],
        collection: 'things',
        cutoff: 'off',
      });
      await page.goto(`/?c=things&q=pet&close=off&class=${pet.id}`);
      await expect.poll(async () => (await ids()).join()).toBe(held.hits.map(({ id }) => id).join());
      // 13 and 14: what no class explains, and what deserves a look.
      for (const view of ['Unknown', 'Check-up'] as const) {
        await page.goto('/catalogue?c=things');
        await page.getByRole('link', { name: view }).click();
        await page.locator('.catalogue > section, .catalogue > .empty').first().waitFor();
        await sound();
      }
      // 15 to 17: the version before is one step away, and nothing is lost.
      await page.getByRole('link', { name: 'Versions' }).click();
      await page.getByRole('button', { name: 'Go back to version 1' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Go back' }).click();
      await page.getByText('Version 3 equals version 1.').waitFor();
      await page.getByText(/^Class added: “fruit” · /).waitFor();
      expect((await classes()).map(({ name }) => name)).toEqual(['pet']);
      // 18: the same in German.
      await page.getByLabel('Language').selectOption('Deutsch');
      await page.getByRole('heading', { name: 'Katalog' }).waitFor();
      await page.getByText('Gilt jetzt').waitFor();
      await sound();
      await page.getByLabel('Sprache').selectOption('English');
      expect(reader.errors).toEqual([]);
      expect(reader.strangers).toEqual([]);
    });
  });
}
