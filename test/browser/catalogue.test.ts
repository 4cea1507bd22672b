import { Unseen } from '@unseen/client';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EMOJI, itemForm, picture, PICTURES } from '../support/pictures.ts';
import { Standalone } from '../support/standalone.ts';
import { manyPictures } from './support/many-pictures.ts';
import { Reader } from './support/reader.ts';

// Each test opens an address of its own and makes the classes it needs.
describe('the catalogue page', () => {
  let platform: Standalone;
  let reader: Reader;
  beforeAll(async () => {
    platform = await Standalone.start();
    await manyPictures(join(platform.dataDir, 'import', 'many'), 60);
    const { id } = await platform.json(202, 'POST', '/v1/jobs', { source: { type: 'folder', path: 'many' } });
    for (const name of Object.keys(EMOJI) as (keyof typeof EMOJI)[]) {
      const form = itemForm({ id: name, collection: 'things', caption: EMOJI[name][1] }, await picture(name));
      await platform.json(201, 'POST', '/v1/items', form);
    }
    for await (const _job of new Unseen({ url: platform.url }).watchJob(id as string));
    reader = await Reader.open(platform.url);
  });
  afterAll(async () => {
    await reader?.close();
    await platform?.dispose();
  });
  const classes = async () =>
    (await platform.json(200, 'GET', '/v1/classes?limit=1000')).classes as {
      id: string;
      name: string;
      synonyms: string[];
      exemplars: { itemId?: string }[];
    }[];
  const named = async (name: string) => (await classes()).find((entry) => entry.name === name);
  const add = async (name: string, fields: object = {}) =>
    (await platform.json(201, 'POST', '/v1/classes', { name, seen: false, ...fields })) as { id: string };
  const status = () => reader.page.locator('.catalogue > .notice').textContent();

  it('an empty catalogue says what to do, and leads there', async () => {
    const { page } = reader;
    await page.goto('/catalogue');
    await page.getByText('No classes yet').waitFor();
    await page.locator('.empty').getByRole('link', { name: 'Add a class' }).click();
    await page.getByRole('heading', { name: 'Add a class', level: 1 }).waitFor();
  });

  // Before other classes are there, which would take the same pictures for theirs.
  it('members are confirmed and rejected where they are seen, and work at once', async () => {
    const { page } = reader;
    const { id } = await add('domestic animal', { exemplars: ['dog'], collection: 'things' });
    await page.goto(`/catalogue?c=things&class=${id}`);
    const members = page.getByRole('region', { name: 'What it holds now' });
    await members.getByRole('group', { name: 'How sure its items are' }).waitFor();
    const belongs = members.getByRole('button', { name: / belongs to “domestic animal”$/ });
    const before = await belongs.count();
    expect(before).toBeGreaterThan(0);
    const label = (await belongs.last().getAttribute('aria-label')) ?? '';
    const title = label.split(':')[0] ?? '';
    await belongs.last().click();
    await members.getByText('1 judgement given').waitFor();
    expect(await reader.accessibility()).toEqual([]);
    const { exemplars } = await platform.json(200, 'GET', `/v1/classes/${id}`);
    const known = Object.entries(EMOJI).find(([, [, caption]]) => caption === title)?.[0];
    expect(exemplars.map((exemplar: { itemId?: string }) => exemplar.itemId)).toContain(known);
    await platform.json(204, 'DELETE', `/v1/classes/${id}`);
  });

  it('shows what a class would catch before it exists, and finds it once it does', async () => {
    const { page } = reader;
    await page.goto('/catalogue?c=things&class=new');
    await page.getByLabel('Name', { exact: true }).fill('hound');
    await page.getByRole('button', { name: 'Find pictures' }).click();
    await page.getByLabel('Describe pictures that show it').fill('a dog');
    await page.locator('.example-grid').getByRole('button', { name: 'Example: dog' }).click();
    const preview = page.getByRole('region', { name: 'What it would catch' });
    await preview.getByRole('button', { name: 'Example: dog', pressed: true }).waitFor();
    expect(await named('hound')).toBeUndefined();
    await page.getByRole('button', { name: 'Add the class' }).click();
    await page.getByRole('link', { name: 'hound', exact: true }).waitFor();
    await expect.poll(status).toBe('“hound” works now.');
    expect((await named('hound'))?.exemplars).toMatchObject([{ itemId: 'dog' }]);
    const card = page.locator('.class-card').filter({ hasText: 'hound' });
    await expect
      .poll(() => card.locator('img').evaluateAll((all) => (all as HTMLImageElement[])[0]?.naturalWidth))
      .toBeGreaterThan(0);
    const found = await platform.json(200, 'POST', '/v1/search', {
      text: 'something',
      collection: 'things',
      classes: ['hound'],
    });
    expect(found.hits.map((hit: { id: string }) => hit.id)).toContain('dog');
  });

  it('takes a picture of one’s own as an example', async () => {
    const { page } = reader;
    await page.goto('/catalogue?c=things&class=new');
    await page.getByLabel('Name', { exact: true }).fill('stringed thing');
    await page.getByLabel('Your own pictures').setInputFiles(join(PICTURES, `${EMOJI.guitar[0]}.webp`));
    await page.getByRole('region', { name: 'What it would catch' }).getByText('guitar').waitFor();
    await page.getByRole('button', { name: 'Add the class' }).click();
    await page.getByRole('link', { name: 'stringed thing', exact: true }).waitFor();
    expect((await named('stringed thing'))?.exemplars).toHaveLength(1);
  });

  it('changes words and leaves the examples alone; a shared word is said', async () => {
    const { page } = reader;
    await add('feline', { synonyms: ['kitty'], exemplars: ['cat'], collection: 'things' });
    const { id } = await add('bloom', { exemplars: ['rose'], collection: 'things' });
    await page.goto(`/catalogue?c=things&class=${id}`);
    await page.getByLabel('Synonyms').fill('blossom, kitty');
    await page.getByText('“kitty” is a synonym of “feline”, too.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: 'bloom', exact: true }).waitFor();
    expect(await named('bloom')).toMatchObject({
      synonyms: ['blossom', 'kitty'],
      exemplars: [{ itemId: 'rose' }],
    });
  });

  it('says why a class is refused, and keeps what was typed', async () => {
    const { page } = reader;
    await add('taken');
    await page.goto('/catalogue?class=new&name=Taken');
    await page.getByRole('button', { name: 'Add the class' }).click();
    await expect
      .poll(() => page.locator('.editor-form').getByRole('alert').textContent())
      .toContain('class_exists');
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Taken');
  });

  it('deletes a class only when told so twice', async () => {
    const { page } = reader;
    await add('short-lived');
    await page.goto('/catalogue');
    await page.getByRole('button', { name: 'Delete “short-lived”' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete “short-lived”' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await named('short-lived')).toBeDefined();
    await page.getByRole('button', { name: 'Delete “short-lived”' }).click();
    await dialog.getByRole('button', { name: 'Delete the class' }).click();
    await page.getByRole('link', { name: 'short-lived', exact: true }).waitFor({ state: 'detached' });
    expect(await named('short-lived')).toBeUndefined();
  });

  it('makes a class of what no class explains with one click', async () => {
    const { page } = reader;
    await page.goto('/catalogue?view=unknown');
    const cluster = page.locator('.cluster').first();
    await cluster.getByLabel('Name', { exact: true }).fill('leftover');
    await cluster.getByRole('button', { name: 'Make it a class' }).click();
    await expect.poll(status).toBe('“leftover” works now.');
    expect((await named('leftover'))?.exemplars.length).toBeGreaterThan(0);
  });

  it('dismisses a group for everybody, and proposes it again', async () => {
    const { page } = reader;
    const groups = async () =>
      (await platform.json(200, 'GET', '/v1/classes/unknown')).clusters as { ids: string[] }[];
    await page.goto('/catalogue?view=unknown');
    const cluster = page.locator('.cluster').first();
    await cluster.waitFor();
    const [first] = await groups();
    await cluster.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByText(`${first!.ids.length} items are not proposed any more`).waitFor();
    const left = (await groups()).flatMap(({ ids }) => ids);
    expect(left.filter((id) => first!.ids.includes(id))).toEqual([]);
    await page.getByRole('button', { name: 'Propose what was dismissed again' }).click();
    await expect.poll(async () => (await groups()).flatMap(({ ids }) => ids)).toContain(first!.ids[0]);
    await page.locator('.cluster').first().waitFor();
  });

  it('makes one class of several groups that lie apart', async () => {
    const { page } = reader;
    await page.goto('/catalogue?view=unknown');
    const join = page.getByLabel('Join with other groups');
    await join.nth(0).check();
    await join.nth(1).check();
    const bar = page.getByRole('form', { name: /^2 groups with \d+ items$/ });
    expect(await reader.accessibility()).toEqual([]);
    await bar.getByLabel('Name for all of them').fill('joined');
    await bar.getByRole('button', { name: 'Make one class of them' }).click();
    await expect.poll(status).toBe('“joined” works now.');
    await bar.waitFor({ state: 'detached' });
    expect((await named('joined'))?.exemplars.length).toBeGreaterThan(1);
  });

  it('lists pairs that do not match, worst first', async () => {
    const { page } = reader;
    const list = async () =>
      (await platform.json(200, 'GET', '/v1/classes/mismatches?collection=things')).pairs as {
        caption: string;
      }[];
    // A collection this small is sampled anew every few seconds.
    await expect.poll(async () => (await list()).length).toBe(Object.keys(EMOJI).length);
    await page.goto('/catalogue?view=mismatches&c=things');
    await page.locator('.pair').first().waitFor();
    const pairs = await list();
    expect(await page.locator('.pair p:first-child').allTextContents()).toEqual(
      pairs.map(({ caption }) => caption),
    );
  });

  it('finds what about the classes deserves a look', async () => {
    const { page } = reader;
    await add('sofa', { synonyms: ['settee'] });
    await add('couch', { synonyms: ['settee'] });
    await page.goto('/catalogue?view=check');
    const shared = page.locator('.findings').filter({ hasText: 'Shared words' });
    await shared.locator('li').filter({ hasText: 'settee' }).waitFor();
    await shared.getByRole('link', { name: 'sofa', exact: true }).click();
    await page.getByRole('heading', { name: 'Edit “sofa”' }).waitFor();
  });

  it('says what a version changed, and goes back to the one before', async () => {
    const { page } = reader;
    await add('kept');
    const { id } = await add('airplane', { exemplars: ['airplane'], collection: 'things' });
    const { versions } = await platform.json(200, 'GET', '/v1/classes/versions?limit=2');
    const [now, before] = versions.map(({ version }: { version: number }) => version) as [number, number];
    await page.goto('/catalogue?view=versions&c=things');
    const newest = page.locator('.version').first();
    await newest.getByRole('button', { name: 'Changes' }).click();
    await newest.locator('.diff').getByText('airplane added').waitFor();
    await newest.locator('.diff-moved').getByText('airplane').first().waitFor();
    await page.getByRole('button', { name: `Go back to version ${before}`, exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Go back' }).click();
    await expect.poll(status).toBe(`Version ${now + 1} equals version ${before}.`);
    await page.getByRole('heading', { name: `Version ${now + 1}` }).waitFor();
    expect((await platform.send('GET', `/v1/classes/${id}`)).status).toBe(404);
    expect(await named('kept')).toBeDefined();
  });

  it('draws how well classes are told apart, and what another version did', async () => {
    const { page } = reader;
    for (const [name, kind] of [
      ['apple', 'Judged fruit'],
      ['banana', 'Judged fruit'],
      ['bicycle', 'Judged vehicle'],
      ['airplane', 'Judged vehicle'],
    ] as const) {
      const fields = {
        id: name,
        collection: 'judged',
        caption: EMOJI[name][1],
        metadata: JSON.stringify({ kind }),
      };
      await platform.json(201, 'POST', '/v1/items', itemForm(fields, await picture(name)));
    }
    await add('Judged fruit', { seen: true, exemplars: ['apple'], collection: 'judged' });
    await add('Judged vehicle', { exemplars: ['bicycle', 'airplane'], collection: 'judged' });
    await page.goto('/catalogue?view=quality&c=judged');
    await page.getByLabel('Field that names the class').selectOption('kind');
    await page.getByLabel('Compare with').selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Measure' }).click();
    await page.getByText('4 items judged').waitFor();
    const { evaluations } = await platform.json(200, 'GET', '/v1/evaluations/classes');
    const path = `/v1/evaluations/classes/${evaluations[0].id}`;
    const { figures } = (await platform.json(200, 'GET', path)).result;
    const percent = (share: number) => `${Math.round(share * 100)}%`;
    const { seen, unseen, harmonic } = figures.top1;
    expect(await page.locator('svg.chart').first().getAttribute('aria-label')).toBe(
      `First guesses: ${percent(seen)} right for known classes, ${percent(unseen)} for new ones, ${percent(harmonic)} for both together.`,
    );
    const bars = await page.locator('svg.chart .chart-value').allTextContents();
    expect(bars.slice(0, 3)).toEqual([seen, unseen, harmonic].map(percent));
    expect(await page.locator('.gain').textContent()).toMatch(/score for both together (rises|falls) by/);
    expect(await page.locator('.per-class tbody tr').count()).toBe(2);
  });

  it('evaluates retrieval on a set of the import root, and draws its curves', async () => {
    const { page } = reader;
    const folder = join(platform.dataDir, 'import', 'set');
    await mkdir(folder, { recursive: true });
    const lines: string[] = [];
    for (const name of Object.keys(EMOJI) as (keyof typeof EMOJI)[]) {
      await writeFile(join(folder, `${name}.webp`), await picture(name));
      lines.push(`${name}.webp#0\ta picture of a ${EMOJI[name][1]}`);
    }
    await writeFile(join(folder, 'captions.token.txt'), `${lines.join('\n')}\n`);
    await page.goto('/catalogue?view=quality');
    const section = page.getByRole('region', { name: 'Do words find pictures?' });
    await section.getByLabel('Pictures, in the import folder').fill('set');
    await section.getByLabel('File with the captions').fill('set/captions.token.txt');
    await section.getByRole('button', { name: 'Start', exact: true }).click();
    await section.locator('svg.chart polyline').first().waitFor();
    const { evaluations } = await platform.json(200, 'GET', '/v1/evaluations');
    const { result } = await platform.json(200, 'GET', `/v1/evaluations/${evaluations[0].id}`);
    const row = section.getByRole('row', { name: /^IMFA Words find pictures/ });
    expect((await row.locator('td').allTextContents())[1]).toBe(
      result.methods.imfa.textToImage['R@1'].toFixed(1),
    );
  });

  it('works with the keyboard alone', async () => {
    const { page } = reader;
    await page.goto('/catalogue?c=things&class=new');
    await page.getByLabel('Name', { exact: true }).focus();
    await page.keyboard.type('typed');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'typed', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Delete “typed”' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it.each(['light', 'dark'] as const)('has no fault axe can find, in %s', async (colorScheme) => {
    const { page } = reader;
    await add(`shown ${colorScheme}`, {
      synonyms: [`word ${colorScheme}`],
      exemplars: ['cat'],
      collection: 'things',
    });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const faults: Record<string, string[]> = {};
    const views = {
      'c=things': '.class-examples img',
      'view=unknown': '.cluster',
      'view=mismatches&c=things': '.pair',
      'view=check': '.findings',
      'view=versions': '.version',
      'view=quality&c=things': '.quality-start',
      [`class=new&c=things&name=word+${colorScheme}&example=cat`]: '.preview .bars',
    };
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 });
      for (const [view, ready] of Object.entries(views)) {
        await page.goto(`/catalogue?${view}`);
        await page.locator(ready).first().waitFor();
        const found = await reader.accessibility();
        if (found.length > 0) faults[`${view} ${width}`] = found;
      }
    }
    expect(faults).toEqual({});
  });

  it('nothing was asked of anyone else, and no script failed', () => {
    expect(reader.strangers).toEqual([]);
    expect(reader.errors).toEqual([]);
  });
});
