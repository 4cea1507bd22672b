import { isAppError, messageOf, type VectorSpaceKey, type VectorStore } from '@unseen/domain';
import type { Job, Ledger } from '@unseen/ledger';
import { spaceOf } from '../items/build-item.ts';
import type { JobBus } from '../jobs/job-bus.ts';
import { Projector } from './projector.ts';

/** What making a map works with. */
export interface MapParts {
  readonly ledger: Ledger;
  readonly store: VectorStore;
  /** Model pack in use, as `name@version`. */
  readonly pack: string;
  readonly bus: JobBus;
}

/** Items that are arranged by themselves; where a collection has more, the others are placed among them. */
const LANDMARKS = 3_000;
/** Items read, placed and written in one go. */
const PART = 2_000;

/**
 * Arranges the items of a job's collection in two dimensions, by the vectors of their pictures, or of their captions where they have none.
 * The map there was stays in force until the new one is whole. It may be begun again at any moment.
 *
 * @returns false when the job was paused or cancelled meanwhile, or failed
 * @throws AppError when a part of the platform is away, or the service stops: begin again later
 */
export async function makeMap(parts: MapParts, job: Job, signal: AbortSignal): Promise<boolean> {
  const { ledger, store, pack, bus } = parts;
  const { id: jobId, tenant, collection } = job;
  const space = spaceOf(job, pack);
  const begunAt = await ledger.maps.begin(job, jobId);
  await ledger.jobs.beginAgain(jobId, await ledger.items.count(tenant, collection));
  bus.changed(jobId);
  const projector = new Projector(signal);
  try {
    await projector.arrange(await landmarksOf(store, space));
    let seq = 0;
    for await (const { ids, vectors } of vectorsOf(store, space)) {
      if ((await ledger.jobs.get(tenant, jobId))?.state !== 'running') return false;
      await ledger.maps.addPart(job, jobId, seq++, { ids, places: await projector.place(vectors) });
      await ledger.jobs.advance(jobId, ids.length);
      bus.changed(jobId);
    }
    await ledger.maps.publish(job, { jobId, pack, begunAt });
    return true;
  } catch (error) {
    if (isAppError(error)) throw error;
    // Begun again, it would fail again.
    const reason = { code: 'internal', detail: `An unexpected error: ${messageOf(error)}` } as const;
    await ledger.jobs.transition(tenant, jobId, ['running'], 'failed', reason);
    bus.changed(jobId);
    return false;
  } finally {
    await projector.close();
  }
}

interface Vectors {
  readonly ids: string[];
  readonly vectors: Float32Array[];
}

/** The vectors the arrangement goes by. Point ids are hashes: the first ones are as good a sample as any, and the same each time. */
async function landmarksOf(store: VectorStore, space: VectorSpaceKey): Promise<Float32Array[]> {
  const landmarks: Float32Array[] = [];
  for await (const { vectors } of vectorsOf(store, space)) {
    landmarks.push(...vectors.slice(0, LANDMARKS - landmarks.length));
    if (landmarks.length >= LANDMARKS) break;
  }
  return landmarks;
}

/** Item by item what it looks like, or else what its caption means; items without either are passed over. */
async function* vectorsOf(
  store: VectorStore,
  space: VectorSpaceKey,
): AsyncGenerator<Vectors, void, undefined> {
  if (!(await store.hasSpace(space))) return;
  for (let after: string | undefined; ;) {
    const page = await store.page(space, PART, after);
    const points = await store.read(
      space,
      page.map(({ id }) => id),
      { vectors: ['image', 'caption'] },
    );
    const found: Vectors = { ids: [], vectors: [] };
    for (const { itemId, vectors } of points) {
      const vector = vectors.image ?? vectors.caption;
      if (vector === undefined) continue;
      found.ids.push(itemId);
      found.vectors.push(vector);
    }
    if (found.ids.length > 0) yield found;
    if (page.length < PART) return;
    after = page.at(-1)!.id;
  }
}
