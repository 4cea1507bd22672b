import type { EvaluationRequest } from '@unseen/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../ledger.ts';
import { openEmbeddedLedger } from '../testing/open-test-ledger.ts';

const REQUEST: EvaluationRequest = {
  source: { format: 'flickr', images: 'pictures', annotations: 'captions.token.txt' },
  methods: ['inn', 'imfa'],
  candidates: 100,
};

describe('evaluations', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await openEmbeddedLedger();
  });
  afterAll(() => ledger.close());
  beforeEach(async () => {
    for (const { tenant, id } of [
      ...(await ledger.evaluations.list('a', 99)),
      ...(await ledger.evaluations.list('b', 99)),
    ])
      await ledger.evaluations.delete(tenant, id);
  });
  const create = (tenant = 'a') => ledger.evaluations.create({ tenant, request: REQUEST });

  it('go from queued over running to completed, with their result', async () => {
    const created = await create();
    expect(created).toMatchObject({ state: 'queued', request: REQUEST, done: 0, total: null });
    const claim = (await ledger.evaluations.claim(60))!;
    expect(claim).toMatchObject({ id: created.id, state: 'running', attempts: 1 });
    expect(await ledger.evaluations.progress(claim, 5, 10)).toBe(true);
    expect(await ledger.evaluations.get('a', created.id)).toMatchObject({ done: 5, total: 10 });
    expect(await ledger.evaluations.complete(claim, { methods: { imfa: 1 } })).toBe(true);
    expect(await ledger.evaluations.get('a', created.id)).toMatchObject({
      state: 'completed',
      done: 10,
      result: { methods: { imfa: 1 } },
      finishedAt: expect.any(Date),
    });
    expect(await ledger.evaluations.fail(claim, { code: 'internal', detail: 'too late' })).toBe(false);
  });

  it('are claimed oldest first, each by one worker', async () => {
    const made = [await create(), await create('b'), await create()];
    const claims = await Promise.all(Array.from({ length: 5 }, () => ledger.evaluations.claim(60)));
    expect(
      claims
        .filter(Boolean)
        .map((claim) => claim!.id)
        .sort(),
    ).toEqual(made.map(({ id }) => id).sort());
    expect(claims[0]!.id).toBe(made[0]!.id);
  });

  it('of a dead worker go to another, and the dead one writes nothing more', async () => {
    await create();
    const lost = (await ledger.evaluations.claim(60))!;
    expect(await ledger.evaluations.claim(60)).toBeUndefined();
    const taken = (await ledger.evaluations.claim(-1))!;
    expect(taken).toMatchObject({ id: lost.id, attempts: 2 });
    expect(await ledger.evaluations.progress(lost, 1, 2)).toBe(false);
    expect(await ledger.evaluations.complete(lost, {})).toBe(false);
    expect(await ledger.evaluations.complete(taken, {})).toBe(true);
  });

  it('publish a version in the step that stores their result, or do neither', async () => {
    const act = (version: number) => ({
      tenant: 'a',
      actor: 'me',
      action: 'catalogue.publish',
      subject: `version ${version}`,
    });
    const change = { tenant: 'a', actor: 'me', action: 'class.add', subject: 'a' };
    for (const name of ['x', 'y', 'z']) {
      const content = { name, synonyms: [], seen: false, exemplars: [], status: 'active' as const };
      await ledger.classes.change(change, () => [{ op: 'put', id: name, nameKey: name, content }]);
    }
    const { id } = await create();
    const claim = (await ledger.evaluations.claim(60))!;
    const publish = (version: number, instead: number | null) =>
      ledger.evaluations.publish(claim, { good: true }, act(version), { version, instead });
    await ledger.classes.publish(act(1), 1);
    // It was compared with nothing, but something has been published since.
    expect(await publish(2, null)).toBe(false);
    expect(await ledger.evaluations.get('a', id)).toMatchObject({ state: 'running' });
    expect(await publish(2, 1)).toBe(true);
    expect(await ledger.classes.published('a')).toBe(2);
    expect(await ledger.evaluations.get('a', id)).toMatchObject({
      state: 'completed',
      result: { good: true },
    });
    // The claim is over: a worker that was taken for dead publishes nothing.
    await expect(publish(3, 2)).rejects.toMatchObject({ code: 'evaluation_not_found' });
    expect(await ledger.classes.published('a')).toBe(2);
    expect((await ledger.audit.list('a', 1))[0]).toMatchObject({ subject: 'version 2' });
  });

  it('that block a publication keep their result and say why', async () => {
    const { id } = await create();
    const error = { code: 'publish_blocked' as const, detail: 'It is worse.' };
    await ledger.evaluations.block((await ledger.evaluations.claim(60))!, { good: false }, error);
    expect(await ledger.evaluations.get('a', id)).toMatchObject({
      state: 'blocked',
      result: { good: false },
      error,
    });
    expect(await ledger.evaluations.claim(-1)).toBeUndefined();
  });

  it('that are given back wait again', async () => {
    await create();
    await ledger.evaluations.release((await ledger.evaluations.claim(60))!);
    expect(await ledger.evaluations.claim(60)).toMatchObject({ attempts: 2 });
  });

  it('say why they failed', async () => {
    const { id } = await create();
    await ledger.evaluations.fail((await ledger.evaluations.claim(60))!, {
      code: 'source_invalid',
      detail: 'no\0',
    });
    expect(await ledger.evaluations.get('a', id)).toMatchObject({
      state: 'failed',
      error: { code: 'source_invalid', detail: 'no\ufffd' },
    });
  });

  it('belong to their tenant', async () => {
    const { id } = await create('b');
    expect(await ledger.evaluations.get('a', id)).toBeUndefined();
    expect(await ledger.evaluations.list('a', 10)).toEqual([]);
    expect(await ledger.evaluations.delete('a', id)).toBe(false);
    expect(await ledger.evaluations.delete('b', id)).toBe(true);
    expect(await ledger.evaluations.get('b', 'no\0id')).toBeUndefined();
  });
});
