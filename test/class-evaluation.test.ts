import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { itemForm, PICTURES } from './support/pictures.ts';
import type { Platform } from './support/platform.ts';
import { startPlatform } from './support/start-platform.ts';

/** Pictures of the sample by what they show; the first of each is its exemplar. */
const KINDS: Record<string, string[]> = {
  fruit: ['1f34e', '1f34c', '1f347', '1f353'],
  dog: ['1f415', '1f436', '1f429'],
  flower: ['1f339', '1f33b', '1f337', '1f338'],
  vehicle: ['1f697', '1f68c', '1f69a'],
};
const KIND_OF = Object.fromEntries(
  Object.entries(KINDS).flatMap(([kind, codes]) => codes.map((code) => [code, kind])),
);

describe('POST /v1/evaluations/classes', () => {
  let platform: Platform;
  const ids: Record<string, string> = {};
  const evaluate = (body: object, status = 202) =>
    platform.json(status, 'POST', '/v1/evaluations/classes', { field: 'about.kind', ...body });
  /** Evaluates to the end. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const evaluated = async (body: object): Promise<any> => ended((await evaluate(body)).id);
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  const ended = async (id: string): Promise<any> => {
    const path = `/v1/evaluations/classes/${id}`;
    const state = async () => (await platform.json(200, 'GET', path)).state as string;
    await expect.poll(state).toMatch(/completed|blocked|failed/);
    return platform.json(200, 'GET', path);
  };

  const load = async (collection: string, codes: readonly string[]) => {
    for (const code of codes) {
      const metadata = JSON.stringify({ about: { kind: KIND_OF[code]!.toUpperCase() } });
      const bytes = new Uint8Array(await readFile(join(PICTURES, `${code}.webp`)));
      await platform.json(201, 'POST', '/v1/items', itemForm({ id: code, collection, metadata }, bytes));
    }
  };

  beforeAll(async () => {
    platform = await startPlatform();
    await load('default', Object.keys(KIND_OF));
    await platform.json(201, 'POST', '/v1/items', { id: 'plain', caption: 'no label' });
  });
  afterAll(() => platform?.dispose());

  it('says that there is nothing to measure while no class is there', async () => {
    expect(await evaluated({})).toMatchObject({ state: 'failed', error: { code: 'evaluation_empty' } });
  });

  it('measures seen and unseen classes on the items that carry their names, and compares versions', async () => {
    for (const [kind, [exemplar]] of Object.entries(KINDS)) {
      const seen = kind === 'fruit' || kind === 'dog';
      const body = { name: kind, seen, exemplars: [exemplar] };
      ids[kind] = (await platform.json(201, 'POST', '/v1/classes', body)).id as string;
    }
    const { version } = await platform.json(200, 'GET', '/v1/classes?limit=1');
    const evaluation = await evaluated({ against: 3 });
    // Version 3 lacks the class of three items.
    expect(evaluation).toMatchObject({ state: 'completed', against: 3, done: 25, total: 25 });
    const { result } = evaluation;
    expect(result).toMatchObject({ items: 14, unlabelled: 1, figures: { version } });
    const { top1, top5, uncalibrated, ausuc, unknown, classes } = result.figures;
    // Guessing among four would be right once in four.
    expect(top1.seen).toBeGreaterThan(0.4);
    expect(top1.unseen).toBeGreaterThan(0.4);
    expect(top1.harmonic).toBeCloseTo((2 * top1.seen * top1.unseen) / (top1.seen + top1.unseen), 6);
    expect(top5.all).toBe(1);
    expect(uncalibrated).toEqual(top1);
    expect(ausuc).toBeGreaterThan(0.16);
    expect(ausuc).toBeLessThanOrEqual(1);
    expect(unknown).toBeLessThanOrEqual(1);
    expect(classes.map((each: { name: string; items: number }) => [each.name, each.items])).toEqual([
      ['dog', 3],
      ['flower', 4],
      ['fruit', 4],
      ['vehicle', 3],
    ]);
    const mean = (seen: boolean) => {
      const own = classes.filter((each: { seen: boolean }) => each.seen === seen);
      return own.reduce((sum: number, each: { accuracy: number }) => sum + each.accuracy, 0) / own.length;
    };
    expect(top1.seen).toBeCloseTo(mean(true), 6);
    expect(top1.unseen).toBeCloseTo(mean(false), 6);
    // Version 3 knows no vehicle yet.
    expect(result.against.figures.version).toBe(3);
    expect(result.against.figures.classes).toHaveLength(3);
    expect(result.against.harmonicGain).toBeCloseTo(top1.harmonic - result.against.figures.top1.harmonic, 6);
  });

  it('measures on a collection as it is, though it was another a moment before', async () => {
    const [first, ...others] = Object.keys(KIND_OF);
    await load('grown', [first!]);
    await platform.json(200, 'POST', '/v1/classify', { text: 'a dog', collection: 'grown' });
    await load('grown', others);
    const { result } = await evaluated({ collection: 'grown' });
    // Half of it is not like the whole, and classes are judged against the whole.
    await load('again', others);
    await load('again', [first!]);
    expect(result.figures).toEqual((await evaluated({ collection: 'again' })).result.figures);
  });

  it('publishes a version once it is measured, and keeps one back that is worse than the published one', async () => {
    const now = async () => (await platform.json(200, 'GET', '/v1/classes?limit=1')).version as number;
    const publish = (status: number, version: number, query = '') =>
      platform.json(status, 'POST', `/v1/classes/versions/${version}/publish${query}`);
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    const gated = async (version: number, query: string): Promise<any> =>
      ended((await publish(202, version, query)).id);
    const published = async () => {
      const { versions } = await platform.json(200, 'GET', '/v1/classes/versions');
      return (versions as { version: number; published: boolean }[])
        .filter((each) => each.published)
        .map(({ version }) => version);
    };
    const good = await now();
    const first = await gated(good, '?field=about.kind&maxDrop=0.1');
    expect(first).toMatchObject({
      state: 'completed',
      publish: { version: good, maxDrop: 0.1, actor: 'local' },
      result: { items: 14, figures: { version: good } },
    });
    // There was nothing to compare it with.
    expect(first.result).not.toHaveProperty('against');
    expect(await published()).toEqual([good]);
    // A dog that goes by the picture of a flower, and the other way round.
    await platform.json(200, 'PATCH', `/v1/classes/${ids.dog}`, { exemplars: ['1f339', '1f33b', '1f337'] });
    await platform.json(200, 'PATCH', `/v1/classes/${ids.flower}`, {
      exemplars: ['1f415', '1f436', '1f429'],
    });
    const bad = await now();
    const blocked = await gated(bad, '?field=about.kind&maxDrop=0.05');
    expect(blocked).toMatchObject({ state: 'blocked', error: { code: 'publish_blocked' } });
    // The figures that decided are kept.
    const { figures, against } = blocked.result;
    expect([figures.version, against.figures.version]).toEqual([bad, good]);
    expect(against.harmonicGain).toBeLessThan(-0.05);
    expect(blocked.error.detail).toContain(`to ${figures.top1.harmonic.toFixed(3)} in version ${bad}`);
    expect(await published()).toEqual([good]);
    expect((await publish(400, bad, '?field=about.kind&maxDrop=much')).code).toBe('invalid_request');
    expect((await publish(404, 9_999, '?field=about.kind')).code).toBe('catalogue_version_not_found');
    expect(await gated(bad, '?field=nothing')).toMatchObject({
      state: 'failed',
      error: { code: 'evaluation_empty' },
    });
    expect(await published()).toEqual([good]);
    const allowed = await gated(bad, '?field=about.kind&maxDrop=1');
    expect(allowed).toMatchObject({
      state: 'completed',
      result: { against: { figures: { version: good } } },
    });
    expect(await published()).toEqual([bad]);
    const { lines } = await platform.json(200, 'GET', '/v1/audit?limit=1');
    expect(lines[0]).toMatchObject({ action: 'catalogue.publish', subject: `version ${bad}` });
    await publish(204, good);
    expect(await published()).toEqual([good]);
  });

  it('keeps evaluations of classes and of retrieval apart, and removes them', async () => {
    const { id } = await evaluated({});
    const list = async (path: string) =>
      (await platform.json(200, 'GET', path)).evaluations as { id: string }[];
    const [newest] = await list('/v1/evaluations/classes');
    expect(newest).toMatchObject({ id, field: 'about.kind', collection: 'default' });
    expect(newest).not.toHaveProperty('result');
    expect(await list('/v1/evaluations')).toEqual([]);
    expect((await platform.json(404, 'GET', `/v1/evaluations/${id}`)).code).toBe('evaluation_not_found');
    await platform.json(404, 'DELETE', `/v1/evaluations/${id}`);
    await platform.json(204, 'DELETE', `/v1/evaluations/classes/${id}`);
    const gone = await platform.json(404, 'GET', `/v1/evaluations/classes/${id}`);
    expect(gone.code).toBe('evaluation_not_found');
  });

  it('refuses what is wrong', async () => {
    expect((await evaluated({ field: 'nothing' })).error.code).toBe('evaluation_empty');
    expect((await evaluate({ collection: 'nowhere' }, 404)).code).toBe('collection_not_found');
    expect((await evaluate({ asOf: 9_999 }, 404)).code).toBe('catalogue_version_not_found');
    expect((await evaluate({ asOf: 'x' }, 400)).code).toBe('invalid_request');
    expect((await evaluate({ field: '' }, 400)).code).toBe('invalid_request');
  });
});
