import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClassContent } from '@unseen/domain';
import type { Ledger } from '../ledger.ts';
import { openEmbeddedLedger } from '../testing/open-test-ledger.ts';
import type { ClassEdit } from '../records/catalogue.ts';
import { itemWrite } from '../testing/records.ts';

const content = (name: string): ClassContent => ({
  name,
  synonyms: [],
  seen: true,
  status: 'active',
  exemplars: [],
});
const put = (id: string, name = id): ClassEdit => ({ op: 'put', id, nameKey: name, content: content(name) });
const act = (tenant: string, action = 'class.add') => ({ tenant, actor: 'me', action, subject: 'x' });

describe('classes, vectors and tags', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await openEmbeddedLedger();
  });
  afterAll(() => ledger.close());
  const names = async (tenant: string, asOf?: number) =>
    (await ledger.classes.state(tenant, asOf)).classes.map(({ name }) => name);

  it('keeps every version as it was', async () => {
    expect(await ledger.classes.state('v')).toEqual({ version: 0, classes: [] });
    await ledger.classes.change(act('v'), () => [put('a'), put('b')]);
    await ledger.classes.change(act('v', 'class.change'), () => [put('a', 'A2')]);
    const now = await ledger.classes.change(act('v', 'class.remove'), () => [{ op: 'remove', id: 'b' }]);
    expect(now).toEqual({ version: 3, classes: [{ ...content('A2'), id: 'a', since: 2 }] });
    expect(await ledger.classes.version('v')).toBe(3);
    expect([await names('v', 1), await names('v', 2), await names('v', 0)]).toEqual([
      ['a', 'b'],
      ['A2', 'b'],
      [],
    ]);
    await expect(ledger.classes.state('v', 4)).rejects.toMatchObject({ code: 'catalogue_version_not_found' });
    expect(await ledger.classes.changedSince('v', 1)).toEqual(['a', 'b']);
    expect(await ledger.classes.changedSince('v', 2)).toEqual(['b']);
    const versions = await ledger.classes.versions('v', 10);
    expect(versions.map(({ version, action, changed }) => [version, action, changed])).toEqual([
      [3, 'class.remove', 1],
      [2, 'class.change', 1],
      [1, 'class.add', 2],
    ]);
    expect(versions.map(({ classes }) => classes)).toEqual([
      [{ id: 'b', name: 'b', change: 'removed' }],
      [{ id: 'a', name: 'A2', change: 'changed' }],
      [
        { id: 'a', name: 'a', change: 'added' },
        { id: 'b', name: 'b', change: 'added' },
      ],
    ]);
    expect((await ledger.classes.versions('v', 1, 3))[0]?.classes).toHaveLength(1);
    expect((await ledger.audit.list('v', 10)).map(({ action }) => action)).toContain('class.remove');
    expect(await names('other')).toEqual([]);
  });

  it('names only some of the classes that a large change touches', async () => {
    await ledger.classes.change(act('large'), () => Array.from({ length: 40 }, (_, at) => put(`c${at}`)));
    const [version] = await ledger.classes.versions('large', 10);
    expect(version).toMatchObject({ changed: 40 });
    expect(version?.classes.map(({ name }) => name)).toEqual(['c0', 'c1', 'c10', 'c11', 'c12']);
    expect(await ledger.classes.versions('none', 10)).toEqual([]);
  });

  it('undoes a change that fails half-way, and frees the next writer', async () => {
    await ledger.classes.change(act('f'), () => [put('a')]);
    const failing = ledger.classes.change(act('f'), () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    // The database itself refuses a second class of one name.
    const twice = ledger.classes.change(act('f'), () => [put('b'), put('c', 'a')]);
    await expect(twice).rejects.toMatchObject({ code: 'class_exists' });
    expect(await names('f')).toEqual(['a']);
    expect(await ledger.classes.version('f')).toBe(1);
    const none = await ledger.classes.change(act('f'), () => []);
    expect(none.version).toBe(1);
  });

  it('lets classes swap their names', async () => {
    await ledger.classes.change(act('s'), () => [put('a', 'x'), put('b', 'y')]);
    await ledger.classes.change(act('s'), () => [put('a', 'y'), put('b', 'x')]);
    expect(await names('s')).toEqual(['y', 'x']);
  });

  it('serves fifty writers one after another, each on what the one before left', async () => {
    const add = (i: number) =>
      ledger.classes.change(act('w'), (classes) => [put(`c${i}`, `${classes.length}`)]);
    await Promise.all(Array.from({ length: 50 }, (_, i) => add(i)));
    expect((await names('w')).map(Number).sort((a, b) => a - b)).toEqual([...Array(50).keys()]);
    expect(await ledger.classes.version('w')).toBe(50);
  });

  it('publishes versions that are there', async () => {
    await ledger.classes.change(act('p'), () => [put('a')]);
    await ledger.classes.publish(act('p', 'catalogue.publish'), 1);
    expect(await ledger.classes.published('p')).toBe(1);
    await expect(ledger.classes.publish(act('p'), 2)).rejects.toMatchObject({
      code: 'catalogue_version_not_found',
    });
    expect((await ledger.classes.versions('p', 1))[0]?.published).toBe(true);
  });

  it('shows the published version alone only where one is', async () => {
    const serve = act('o', 'catalogue.serve');
    await expect(ledger.classes.serve(serve, 'published')).rejects.toMatchObject({
      code: 'nothing_published',
    });
    expect(await ledger.classes.release('o')).toEqual({ version: 0, published: undefined, serves: 'latest' });
    await ledger.classes.change(act('o'), () => [put('a')]);
    await ledger.classes.publish(act('o', 'catalogue.publish'), 1);
    await ledger.classes.change(act('o'), () => [put('b')]);
    const shown = { version: 2, published: 1, serves: 'published' };
    expect(await ledger.classes.serve(serve, 'published')).toEqual(shown);
    expect(await ledger.classes.release('o')).toEqual(shown);
    expect((await ledger.audit.list('o', 1))[0]?.action).toBe('catalogue.serve');
  });

  it('makes a version with what belongs to it, or neither', async () => {
    await ledger.classes.change(act('m', 'm'), () => []);
    const version = await ledger.classes.mark(act('m', 'm'), async (since, { prototypes }) => {
      await prototypes.putCalibration('m', 'c', 'lite@1', { since });
    });
    expect(await ledger.prototypes.calibration('m', 'c', 'lite@1')).toEqual({ since: version });
    const broken = ledger.classes.mark(act('m', 'm'), async (since, { prototypes }) => {
      await prototypes.putCalibration('m', 'c', 'lite@1', { since });
      throw new Error('in the middle');
    });
    await expect(broken).rejects.toThrow('in the middle');
    expect(await ledger.classes.version('m')).toBe(version);
    expect(await ledger.prototypes.calibration('m', 'c', 'lite@1')).toEqual({ since: version });
  });

  it('keeps vectors bit by bit', async () => {
    const vector = Float32Array.of(1, -0.25, 3e-8);
    await ledger.prototypes.putTexts('lite@1', [{ id: 'k', vector }]);
    await ledger.prototypes.putExemplars('t', 'lite@1', [{ id: 'e', vector }]);
    expect((await ledger.prototypes.texts('lite@1', ['k', 'nope'])).get('k')).toEqual(vector);
    expect((await ledger.prototypes.exemplars('t', 'lite@1', ['e'])).get('e')).toEqual(vector);
    expect((await ledger.prototypes.exemplars('other', 'lite@1', ['e'])).size).toBe(0);
    await ledger.prototypes.putCalibration('t', 'c', 'lite@1', { a: 1 });
    await ledger.prototypes.putCalibration('t', 'c', 'lite@1', { a: 2 });
    expect(await ledger.prototypes.calibration('t', 'c', 'lite@1')).toEqual({ a: 2 });
  });

  it('sets, counts and removes tags, and counts what they changed', async () => {
    await ledger.collections.ensure('t', 'c');
    await ledger.items.put(
      ['1', '2', '3'].map((id) => itemWrite({ id, tenant: 't', collection: 'c', state: 'indexed' })),
    );
    const tag = (itemId: string, classId: string) => ({ itemId, classId });
    expect(await ledger.tags.set('t', 'c', ['1', '2'], [tag('1', 'a'), tag('2', 'a')])).toBe(2);
    expect(await ledger.tags.set('t', 'c', ['1', '2'], [tag('1', 'a'), tag('2', 'b')])).toBe(1);
    expect(await ledger.tags.counts('t', 'c')).toEqual(
      new Map([
        ['a', 1],
        ['b', 1],
      ]),
    );
    expect(await ledger.tags.untagged('t', 'c', '', 10)).toEqual(['3']);
    expect(await ledger.tags.itemsOf('t', 'c', ['a', 'b'], '1', 10)).toEqual(['2']);
    expect(await ledger.tags.set('t', 'c', ['1', '3'], [])).toBe(1);
    expect(await ledger.tags.dismiss('t', 'c', ['1', '3', 'nope'])).toBe(2);
    expect(await ledger.tags.untagged('t', 'c', '', 10)).toEqual([]);
    await ledger.items.put([itemWrite({ id: '3', tenant: 't', collection: 'c', state: 'indexed' })]);
    expect(await ledger.tags.untagged('t', 'c', '', 10)).toEqual(['3']);
    expect(await ledger.tags.takeBackDismissed('t', 'c')).toBe(2);
    expect(await ledger.tags.untagged('t', 'c', '', 10)).toEqual(['1', '3']);
    await ledger.items.markDeleting([{ tenant: 't', collection: 'c', id: '2' }]);
    expect((await ledger.tags.counts('t')).size).toBe(0);
    // An item that is on its way out gets no tag any more, and one that came back has none.
    expect(await ledger.tags.set('t', 'c', ['2', 'nope'], [tag('2', 'b'), tag('nope', 'b')])).toBe(0);
    await ledger.items.put([itemWrite({ id: '2', tenant: 't', collection: 'c', state: 'indexed' })]);
    expect((await ledger.tags.counts('t')).size).toBe(0);
    expect(await ledger.tags.set('t', 'c', ['2'], [tag('2', 'b')])).toBe(1);
    expect([...(await ledger.tags.counts('t'))]).toEqual([['b', 1]]);
  });

  it('remembers how far retagging has come', async () => {
    await ledger.collections.ensure('r', 'c');
    expect(await ledger.tags.retags('r')).toEqual([
      {
        collection: 'c',
        version: 0,
        sweptAt: null,
        target: 0,
        classes: 0,
        classesDone: 0,
        touched: 0,
        changed: 0,
      },
    ]);
    await ledger.tags.beginRetag('r', 'c', 4, 2);
    await ledger.tags.progressRetag('r', 'c', { classes: 1, touched: 9, changed: 3 });
    const at = new Date('2030-01-02T03:04:05Z');
    await ledger.tags.finishRetag('r', 'c', 4, at);
    expect(await ledger.tags.retags('r')).toEqual([
      {
        collection: 'c',
        version: 4,
        sweptAt: at,
        target: 4,
        classes: 2,
        classesDone: 2,
        touched: 9,
        changed: 3,
      },
    ]);
  });
});
