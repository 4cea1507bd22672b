import { Unseen } from '@unseen/client';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMOJI, picture } from '../support/pictures.ts';
import { Standalone } from '../support/standalone.ts';
import { Reader } from './support/reader.ts';

type Name = keyof typeof EMOJI;

/** A page, or a state of it. Steps name no words of the page: they are taken in every language. */
interface State {
  readonly of: string;
  readonly path: string;
  /** What is there when the page is. */
  readonly there: string;
  readonly steps?: (page: Page) => Promise<void>;
}

const WIDTHS = [1440, 768, 390];
const SCHEMES = ['light', 'dark'] as const;
const LANGUAGES = ['en', 'de'] as const;

const STATES: readonly State[] = [
  { of: 'browsing', path: '/', there: '.tile' },
  { of: 'browsing by date', path: '/?sort=taken:desc', there: '.grid-heading' },
  { of: 'a collection that is not there', path: '/?c=nowhere', there: '.empty' },
  { of: 'hits', path: '/?q=a+red+fruit&close=off', there: '.results[aria-busy="false"] .tile' },
  { of: 'nothing found', path: '/?q=qwertz+uiop+asdf', there: '.empty, .results[aria-busy="false"]' },
  {
    of: 'filters that are open',
    path: '/?q=a+thing&close=off',
    there: '.results[aria-busy="false"] .tile',
    // There where the page is narrow.
    steps: async (page) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.locator('.options-toggle').click();
    },
  },
  {
    of: 'some that are selected',
    path: '/',
    there: '.tile',
    steps: async (page) => {
      await page.locator('.tile > a').first().focus();
      await page.keyboard.press('x');
      await page.locator('.selection-bar').waitFor();
    },
  },
  {
    of: 'a search as code',
    path: '/?q=a+dog',
    there: '.results[aria-busy="false"] .tile',
    steps: (page) => openBy(page, '.results-acts > button:last-child'),
  },
  { of: 'an item', path: '/?hit=dog', there: 'dialog .stage-original[data-ready] img' },
  {
    of: 'why it was found',
    path: '/?q=a+dog&hit=dog',
    there: 'dialog .detail-words, dialog .explain, dialog h2',
  },
  { of: 'a search with an item', path: '/?like=dog&close=off', there: '.results[aria-busy="false"] .tile' },
  { of: 'adding', path: '/ingest', there: '.job-form' },
  {
    of: 'the import root',
    path: '/ingest',
    there: '.job-form',
    steps: async (page) => {
      await page.locator('.job-form .actions button[type=button]').click();
      await page.locator('.source-picker').waitFor();
    },
  },
  { of: 'collections', path: '/collections', there: '.collection-card' },
  {
    of: 'settings of a collection',
    path: '/collections',
    there: '.collection-card',
    steps: (page) => openBy(page, '.collection-card .actions > button'),
  },
  { of: 'duplicates', path: '/duplicates', there: '.alike-group' },
  { of: 'the trash', path: '/trash', there: '.trash-item' },
  { of: 'the map', path: '/map', there: '.map-list .tile' },
  {
    of: 'some of the map that are selected',
    path: '/map',
    there: '.map-list .tile',
    steps: async (page) => {
      await page.locator('.map-list .tile > a').first().focus();
      await page.keyboard.press('x');
      await page.locator('.selection-bar').waitFor();
    },
  },
  { of: 'a map that nobody has made', path: '/map?c=few', there: '.empty' },
  { of: 'the map by place', path: '/map?by=place', there: '.map-list .tile' },
  { of: 'no places', path: '/map?by=place&c=few', there: '.empty' },
  { of: 'an empty trash', path: '/trash?c=few', there: '.empty' },
  { of: 'no duplicates', path: '/duplicates?c=few', there: '.empty' },
  { of: 'classes', path: '/catalogue', there: '.catalogue article, .catalogue .class-card, .catalogue li' },
  { of: 'a new class', path: '/catalogue?class=new', there: 'form' },
  ...(['unknown', 'mismatches', 'quality', 'check'] as const).map((view) => ({
    of: `the catalogue: ${view}`,
    path: `/catalogue?view=${view}`,
    there: '.catalogue > section, .catalogue > .empty',
  })),
  {
    of: 'versions, with what one has changed',
    path: '/catalogue?view=versions',
    there: '.version',
    steps: async (page) => {
      await page.locator('.version .actions button').first().click();
      await page.locator('.diff').waitFor();
    },
  },
  { of: 'keys', path: '/keys', there: '.key-list' },
  {
    of: 'the console',
    path: '/console?method=POST&path=/v1/search&body=%7B%7D',
    there: '.console-form textarea',
  },
  { of: 'the system', path: '/system', there: '.system section, .system .card' },
  { of: 'no page', path: '/nowhere', there: '.empty' },
  {
    of: 'a platform that does not answer',
    path: '/collections',
    there: '.collection-card',
    steps: async (page) => {
      await page.route('**/v1/**', (route) => route.abort());
      await page.locator('.trouble').first().waitFor();
    },
  },
];

/** What changes is changed at once: nothing is judged on its way from one color to another. */
async function withoutTransitions(page: Page): Promise<void> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('*, *::before, *::after { transition: none !important; animation: none !important }');
    document.adoptedStyleSheets = [sheet];
  });
}

/** The page has been drawn as it is now. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

async function openBy(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().click();
  await page.locator('dialog[open]').waitFor();
}

// Every page and state, in every width, in light and dark, in every language.
describe('every page', () => {
  let platform: Standalone;
  let reader: Reader;
  beforeAll(async () => {
    platform = await Standalone.start();
    const unseen = new Unseen({ url: platform.url });
    const names = Object.keys(EMOJI) as Name[];
    for (const [at, name] of names.entries())
      await unseen.addItem({
        id: name,
        caption: EMOJI[name][1],
        image: new Blob([new Uint8Array(await picture(name))]),
        metadata: {
          kind: at % 2 === 0 ? 'even' : 'odd',
          price: at,
          taken: `2025-0${1 + (at % 3)}-02T10:00:00`,
          place: { latitude: 5 * at, longitude: 10 * at },
        },
      });
    for (const id of ['dog', 'dog again'])
      await unseen.addItem({ id: `${id} (copy)`, image: new Blob([new Uint8Array(await picture('dog'))]) });
    await unseen.addItem({ collection: 'few', caption: 'a word' });
    await unseen.addItem({
      id: 'thrown',
      image: new Blob([new Uint8Array(await picture('cat'))]),
      caption: 'a cat',
    });
    await unseen.addItem({ id: 'thrown words', caption: 'words that were thrown away' });
    await unseen.deleteItems({ ids: ['thrown', 'thrown words'], trash: true });
    for (const [name, exemplars] of Object.entries({ pet: ['dog', 'cat'], fruit: ['apple'] }))
      await platform.json(201, 'POST', '/v1/classes', { name, seen: false, exemplars });
    await platform.json(201, 'POST', '/v1/keys', { name: 'shop front', scopes: ['search'] });
    await mkdir(join(platform.dataDir, 'import', 'shop'), { recursive: true });
    await writeFile(join(platform.dataDir, 'import', 'feed.csv'), 'id,image\n1,nothing.jpg\n');
    for await (const _ of unseen.watchJob((await unseen.maps.make()).jobId));
    const source = { type: 'csv', path: 'feed.csv' };
    await platform.json(202, 'POST', '/v1/jobs', { source, collection: 'few' });
    reader = await Reader.open(platform.url);
  });
  afterAll(async () => {
    await reader?.close();
    await platform?.dispose();
  });

  it.each(STATES)('$of: nothing in the way of anybody, and nothing wider than the page', async (state) => {
    const { page } = reader;
    const wrong: string[] = [];
    for (const language of LANGUAGES) {
      await page.setViewportSize({ width: WIDTHS[0]!, height: 900 });
      await page.goto('/nowhere');
      await page.evaluate((name) => window.localStorage.setItem('unseen:language', name), language);
      await page.goto(state.path);
      await page.locator(state.there).first().waitFor();
      await withoutTransitions(page);
      await state.steps?.(page);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        for (const colorScheme of SCHEMES) {
          await page.emulateMedia({ colorScheme });
          await drawn(page);
          const found = await reader.accessibility();
          wrong.push(...found.map((each) => `${language} ${width} ${colorScheme}: ${each}`));
        }
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (beyond > 0) wrong.push(`${language} ${width}: ${beyond} pixels wider than the page`);
      }
      await page.unrouteAll();
    }
    expect(wrong).toEqual([]);
  });

  it('nothing came from elsewhere, and nothing broke', () => {
    expect(reader.strangers).toEqual([]);
    expect(reader.errors).toEqual([]);
  });
});
