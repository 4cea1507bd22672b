import { Unseen } from '@unseen/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMOJI, picture } from '../support/pictures.ts';
import { Standalone } from '../support/standalone.ts';
import { Reader } from './support/reader.ts';

/** More stops than any page has. */
const STOPS = 150;

// The three stories of the first visit, and clearing up, by somebody who has no pointer: nothing here clicks.
describe('with the keyboard alone', () => {
  let platform: Standalone;
  let reader: Reader;
  let unseen: Unseen;
  beforeAll(async () => {
    platform = await Standalone.start();
    unseen = new Unseen({ url: platform.url });
    for (const name of Object.keys(EMOJI) as (keyof typeof EMOJI)[])
      await unseen.addItem({
        id: name,
        caption: EMOJI[name][1],
        image: new Blob([new Uint8Array(await picture(name))]),
        metadata: { kind: 'thing' },
      });
    reader = await Reader.open(platform.url);
  });
  afterAll(async () => {
    await reader?.close();
    await platform?.dispose();
  });

  const press = (key: string) => reader.page.keyboard.press(key);
  /** What has the focus is called, and whether it can be seen that it has it. */
  const focused = () =>
    reader.page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      const labels = (element as HTMLInputElement).labels ?? [];
      const name = element.getAttribute('aria-label') ?? labels[0]?.textContent ?? element.textContent;
      // A box of a switch has its frame on what stands beside it.
      const framed = [element, ...element.parentElement!.querySelectorAll('*')].some(
        (each) => window.getComputedStyle(each).outlineStyle !== 'none',
      );
      return { name: (name ?? '').trim(), seen: element.matches(':focus-visible') && framed };
    });
  /** Goes from stop to stop until one is called so; every stop on the way shows that it has the focus. */
  async function tabTo(name: string | RegExp): Promise<void> {
    const passed: string[] = [];
    for (let stop = 0; stop < STOPS; stop++) {
      await press('Tab');
      const now = await focused();
      expect(now).toEqual({ name: now.name, seen: true });
      if (typeof name === 'string' ? now.name === name : name.test(now.name)) return;
      passed.push(now.name);
    }
    throw new Error(`Nothing is called ${String(name)} among: ${passed.join(' | ')}`);
  }
  const focusedTile = () =>
    reader.page.evaluate(() => document.activeElement?.closest<HTMLElement>('.tile')?.dataset['id']);

  it('finds', async () => {
    const { page } = reader;
    await page.goto('/');
    await page.getByRole('region', { name: 'What this is' }).waitFor();
    await tabTo(/^Find/);
    await press('Enter');
    await page.waitForURL(/\?q=/);
    await reader.settled();
    await tabTo(/^1: /);
    const first = await focusedTile();
    await press('Enter');
    await page.getByRole('dialog').waitFor();
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(focusedTile).toBe(first);
  });

  it('sees why', async () => {
    const { page } = reader;
    await page.goto('/');
    await page.getByRole('region', { name: 'What this is' }).waitFor();
    await tabTo(/^See why/);
    await press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: /^Why it is/ }).waitFor();
    await page.locator('.stage-original[data-ready] img').waitFor();
    await tabTo(/\d+%$/);
    // The word in focus is shown in the picture.
    await page.locator('.detail-stage canvas').first().waitFor();
    await tabTo('The figures');
    await press('Enter');
    await dialog.locator('.why-steps').waitFor();
    await press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('teaches a category', async () => {
    const { page } = reader;
    await page.goto('/');
    await tabTo(/^Teach/);
    await press('Enter');
    await page.getByRole('heading', { name: 'Add a class' }).waitFor();
    await tabTo(/^Name/);
    await page.keyboard.type('musical instrument');
    const preview = page.getByRole('region', { name: 'What it would catch' });
    await preview
      .getByRole('button', { name: /^Example: / })
      .first()
      .waitFor();
    await tabTo('Add the class');
    await press('Enter');
    await expect
      .poll(() => page.locator('.catalogue > .notice').textContent())
      .toBe('“musical instrument” works now.');
    const { data } = await unseen.http.GET('/v1/classes');
    expect(data!.classes.map(({ name }) => name)).toEqual(['musical instrument']);
  });

  it('clears up, and puts back what went by mistake', async () => {
    const { page } = reader;
    const ids = async () => (await unseen.listItems()).items.map(({ id }) => id);
    await page.goto('/');
    await page.locator('.tile').first().waitFor();
    await tabTo(EMOJI.airplane[1]);
    await press('x');
    await tabTo('Delete');
    await press('Enter');
    await page.locator('.tile[data-id="airplane"]').waitFor({ state: 'detached' });
    // Whoever leaves does not wait for the moment to pass in which it can be taken back.
    await page.goto('/collections');
    await expect.poll(ids).not.toContain('airplane');
    await tabTo('Trash');
    await press('Enter');
    await page.getByRole('checkbox', { name: `Select: ${EMOJI.airplane[1]}` }).waitFor();
    await tabTo(`Select: ${EMOJI.airplane[1]}`);
    await press('Space');
    await page.getByRole('button', { name: 'Put back 1' }).waitFor();
    await page.keyboard.press('Shift+Tab');
    while ((await focused()).name !== 'Put back 1') await press('Shift+Tab');
    await press('Enter');
    await page.getByText('1 item is back.').waitFor();
    expect(await ids()).toContain('airplane');
  });
});
