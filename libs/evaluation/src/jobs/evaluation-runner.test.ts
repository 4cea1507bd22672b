import { AppError, type ClassEvaluationRequest, type EvaluationRequest } from '@unseen/domain';
import type { Ledger } from '@unseen/ledger';
import { openEmbeddedLedger } from '@unseen/ledger/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { EvaluationResult } from '../result/result.ts';
import { ColorSet } from '../testing/color-set.ts';
import { EvaluationRunner } from './evaluation-runner.ts';
import { Evaluations } from './evaluations.ts';

const TENANT = 'default';
const COLORS = ['red', 'green', 'blue', 'yellow', 'cyan', 'magenta', 'white', 'black'];

let set: ColorSet;
let ledger: Ledger;

beforeAll(async () => {
  set = await ColorSet.open();
  ledger = await openEmbeddedLedger();
  await ledger.collections.ensure(TENANT, 'c');
  for (const color of COLORS) await set.paint(`${color}.png`, color);
  const lines = COLORS.map((color) => `${color}.png#0\ta ${color} thing\n`);
  await set.write('captions.token.txt', lines.join(''));
  // Enough captions that a run can be interrupted.
  const many = COLORS.flatMap((color) =>
    Array.from({ length: 16 }, (_, i) => `${color}.png#${i}\ta ${color} thing with ${i} dogs\n`),
  );
  await set.write('many.token.txt', many.join(''));
});
afterAll(async () => {
  await ledger.close();
  await set.close();
});

function request(annotations = 'captions.token.txt', images = 'pictures'): EvaluationRequest {
  return { source: { format: 'flickr', images, annotations }, methods: ['inn', 'imfa'], candidates: 100 };
}

/** Three steps in place of three items: the figures are the curator's. */
async function measureClasses(
  tenant: string,
  { field }: ClassEvaluationRequest,
  onProgress: (progress: { done: number; total: number }) => void,
) {
  for (let done = 1; done <= 3; done++) onProgress({ done, total: 3 });
  if (field === 'nothing') throw new AppError('evaluation_empty', 'No item is labelled.');
  return { tenant, field, figures: { version: 0, top1: { harmonic: 1 } } };
}

async function withRunner(
  work: (evaluations: Evaluations) => Promise<void>,
  staleSeconds = 60,
): Promise<void> {
  const runner = new EvaluationRunner({ ...set.parts, ledger, staleSeconds, measureClasses });
  runner.start();
  try {
    await work(new Evaluations({ ledger, root: set.root, runner }));
  } finally {
    await runner.stop();
  }
}

const settled = (evaluations: Evaluations, id: string) =>
  vi.waitFor(
    async () => {
      const found = await evaluations.ofRetrieval.get(TENANT, id);
      if (found.state !== 'completed' && found.state !== 'failed') throw new Error(found.state);
      return found;
    },
    { timeout: 300_000, interval: 20 },
  );

describe('the runner of evaluations', () => {
  it('begins again, as often as it takes, what was cut short because a part was away', async () => {
    let tries = 0;
    const runner = new EvaluationRunner({
      ...set.parts,
      ledger,
      outageMs: 1,
      measureClasses: (tenant, wanted, onProgress) => {
        tries += 1;
        // More often than an evaluation is begun that ends its process.
        if (tries <= 5) throw new AppError('vector_store_unavailable', 'It is being restarted.');
        return measureClasses(tenant, wanted, onProgress);
      },
    });
    runner.start();
    try {
      const evaluations = new Evaluations({ ledger, root: set.root, runner });
      const { id } = await evaluations.ofClasses.create(TENANT, {
        kind: 'classes',
        collection: 'c',
        field: 'kind',
      });
      const done = await vi.waitFor(
        async () => {
          runner.wake();
          const found = await evaluations.ofClasses.get(TENANT, id);
          if (found.state !== 'completed') throw new Error(`${found.state}: ${found.error?.detail}`);
          return found;
        },
        { timeout: 300_000, interval: 20 },
      );
      expect(done.error).toBeNull();
      expect(tries).toBe(6);
    } finally {
      await runner.stop();
    }
  });

  it('completes what it is given, one after the other, with figures', async () => {
    await withRunner(async (evaluations) => {
      const [first, second] = [
        await evaluations.ofRetrieval.create(TENANT, request()),
        await evaluations.ofRetrieval.create(TENANT, request()),
      ];
      const done = await settled(evaluations, second.id);
      expect((await evaluations.ofRetrieval.get(TENANT, first.id)).finishedAt!.getTime()).toBeLessThanOrEqual(
        done.startedAt!.getTime(),
      );
      const result = done.result as EvaluationResult;
      expect(result).toMatchObject({
        pictures: 8,
        captions: 8,
        methods: { imfa: { textToImage: { 'R@1': 100 } } },
      });
      expect(done).toMatchObject({ done: 24, total: 24, error: null });
      expect((await evaluations.ofRetrieval.list(TENANT, 10)).map(({ id }) => id)).toEqual([
        second.id,
        first.id,
      ]);
    });
  });

  it('measures classes in the same line, and tells the two kinds apart', async () => {
    await withRunner(async (evaluations) => {
      const ask = (field: string) =>
        evaluations.ofClasses.create(TENANT, { kind: 'classes', collection: 'c', field });
      const [good, bad] = [await ask('kind'), await ask('nothing')];
      const over = async (id: string) => (await evaluations.ofClasses.get(TENANT, id)).finishedAt !== null;
      await expect.poll(() => over(bad.id)).toBe(true);
      expect(await evaluations.ofClasses.get(TENANT, good.id)).toMatchObject({
        state: 'completed',
        done: 3,
        total: 3,
        result: { tenant: TENANT, field: 'kind' },
      });
      expect(await evaluations.ofClasses.get(TENANT, bad.id)).toMatchObject({
        state: 'failed',
        error: { code: 'evaluation_empty' },
      });
      const listed = (await evaluations.ofClasses.list(TENANT, 9)).map(({ id }) => id);
      expect(listed.slice(0, 2)).toEqual([bad.id, good.id]);
      expect(await evaluations.ofRetrieval.list(TENANT, 9)).not.toContainEqual(
        expect.objectContaining({ id: good.id }),
      );
      await expect(evaluations.ofRetrieval.get(TENANT, good.id)).rejects.toMatchObject({
        code: 'evaluation_not_found',
      });
      const late = { kind: 'classes' as const, collection: 'c', field: 'kind', asOf: 7 };
      await expect(evaluations.ofClasses.create(TENANT, late)).rejects.toMatchObject({
        code: 'catalogue_version_not_found',
      });
      const nowhere = { kind: 'classes' as const, collection: 'nowhere', field: 'kind' };
      await expect(evaluations.ofClasses.create(TENANT, nowhere)).rejects.toMatchObject({
        code: 'collection_not_found',
      });
    });
  });

  it('compares a version again when another one is published while it is measured', async () => {
    const act = { tenant: TENANT, actor: 'me', action: 'a', subject: 'a' };
    for (const name of ['x', 'y', 'z']) {
      const content = { name, synonyms: [], seen: false, exemplars: [], status: 'active' as const };
      await ledger.classes.change(act, () => [{ op: 'put', id: name, nameKey: name, content }]);
    }
    const compared: (number | undefined)[] = [];
    const measure: typeof measureClasses = async (tenant, request, onProgress) => {
      compared.push(request.against);
      if (compared.length === 1) await ledger.classes.publish(act, 1);
      const { figures } = await measureClasses(tenant, request, onProgress);
      return { tenant, field: request.field, figures: { ...figures, version: request.asOf! } };
    };
    const runner = new EvaluationRunner({ ...set.parts, ledger, measureClasses: measure });
    runner.start();
    try {
      const evaluations = new Evaluations({ ledger, root: set.root, runner });
      const publish = { version: 3, maxDrop: 0, actor: 'me' };
      const asked = { kind: 'classes' as const, collection: 'c', field: 'kind', publish };
      const { id } = await evaluations.ofClasses.create(TENANT, asked);
      const state = async () => (await evaluations.ofClasses.get(TENANT, id)).state;
      await expect.poll(state).toBe('completed');
      expect(compared).toEqual([undefined, 1]);
      expect(await ledger.classes.published(TENANT)).toBe(3);
    } finally {
      await runner.stop();
    }
  });

  it('refuses at once what is not there, and says later what turned out wrong', async () => {
    await set.write('gone.token.txt', 'gone.png#0\ta dog\n');
    await withRunner(async (evaluations) => {
      await expect(evaluations.ofRetrieval.create(TENANT, request('absent.txt'))).rejects.toMatchObject({
        code: 'source_not_found',
      });
      await expect(evaluations.ofRetrieval.create(TENANT, request('pictures'))).rejects.toMatchObject({
        code: 'source_invalid',
      });
      await expect(evaluations.ofRetrieval.create(TENANT, request('../x'))).rejects.toMatchObject({
        code: 'source_outside_root',
      });
      const { id } = await evaluations.ofRetrieval.create(TENANT, request('gone.token.txt'));
      expect(await settled(evaluations, id)).toMatchObject({
        state: 'failed',
        error: { code: 'evaluation_empty' },
      });
    });
  });

  it('begins again what a stop cut short', async () => {
    let id = '';
    await withRunner(async (evaluations) => {
      ({ id } = await evaluations.ofRetrieval.create(TENANT, request('many.token.txt')));
      await vi.waitFor(
        async () => expect((await evaluations.ofRetrieval.get(TENANT, id)).state).not.toBe('queued'),
        {
          timeout: 300_000,
          interval: 1,
        },
      );
    });
    await withRunner(async (evaluations) => {
      const found = await settled(evaluations, id);
      expect(found).toMatchObject({ state: 'completed', result: { captions: 128 } });
    });
  });

  it('takes over from a worker that died, but not for ever', async () => {
    const { id } = await ledger.evaluations.create({ tenant: TENANT, request: request() });
    await ledger.evaluations.claim(60);
    await withRunner(async (evaluations) => {
      expect(await settled(evaluations, id)).toMatchObject({ state: 'completed', attempts: 2 });
    }, 0.001);
    const deadly = await ledger.evaluations.create({ tenant: TENANT, request: request() });
    for (let i = 0; i < 3; i++) await ledger.evaluations.claim(-1);
    await withRunner(async (evaluations) => {
      expect(await settled(evaluations, deadly.id)).toMatchObject({
        state: 'failed',
        error: { code: 'internal' },
      });
    }, 0.001);
  });

  it('ends what is removed', async () => {
    await withRunner(async (evaluations) => {
      const { id } = await evaluations.ofRetrieval.create(TENANT, request('many.token.txt'));
      await evaluations.ofRetrieval.delete(TENANT, id);
      await expect(evaluations.ofRetrieval.get(TENANT, id)).rejects.toMatchObject({
        code: 'evaluation_not_found',
      });
      await expect(evaluations.ofRetrieval.delete(TENANT, id)).rejects.toMatchObject({
        code: 'evaluation_not_found',
      });
      const next = await evaluations.ofRetrieval.create(TENANT, request());
      expect((await settled(evaluations, next.id)).state).toBe('completed');
    });
  });

  it('finds what another process created, which looks at names alone', async () => {
    const elsewhere = new Evaluations({ ledger, root: set.root });
    await expect(elsewhere.ofRetrieval.create(TENANT, request('../x'))).rejects.toMatchObject({
      code: 'source_outside_root',
    });
    await withRunner(async (evaluations) => {
      const [here, gone] = [
        await elsewhere.ofRetrieval.create(TENANT, request()),
        await elsewhere.ofRetrieval.create(TENANT, request('absent.txt')),
      ];
      expect((await settled(evaluations, here.id)).state).toBe('completed');
      expect(await settled(evaluations, gone.id)).toMatchObject({ error: { code: 'source_not_found' } });
    });
  });
});
