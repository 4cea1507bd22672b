import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { AppError, VectorStore, type VectorPoint, type VectorSpaceKey } from '@unseen/domain';
import { pack as tarPack } from 'tar-stream';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inState, JobLab, picture, pictureNames } from '../testing/job-lab.ts';

const tenant = 'default';
let lab: JobLab;
beforeAll(async () => {
  lab = await JobLab.open();
});
afterAll(() => lab.close());
afterEach(() => lab.stop());

describe('trouble', () => {
  it('fails a job whose source breaks off, after taking in what came before; retry reads on', async () => {
    const { collection, write } = await lab.fresh();
    const tar = tarPack();
    for (let n = 0; n < 20; n++) tar.entry({ name: `${n}.png` }, picture(n));
    tar.finalize();
    const whole = await buffer(tar);
    await write('x.tar', whole);
    const file = join(lab.platform.importRoot, collection, 'x.tar');
    await truncate(file, 1024 * 17 + 600);
    const jobs = await lab.start();
    const { id } = await jobs.create({
      tenant,
      collection,
      source: { type: 'archive', path: `${collection}/x.tar` },
    });
    const failed = await lab.until(jobs, id, inState('failed'));
    expect(failed.error).toMatchObject({ code: 'source_invalid' });
    expect(failed.done).toBe(17);

    await writeFile(file, whole);
    await jobs.retry(tenant, id);
    expect(await lab.until(jobs, id, inState('completed'))).toMatchObject({
      done: 20,
      failed: 0,
      error: null,
    });
    expect(await lab.settledIds(collection)).toEqual(Array.from({ length: 20 }, (_, n) => `${n}.png`).sort());
  });

  it('waits for a vector store that is away, and loses nothing', async () => {
    const { collection, pictures } = await lab.fresh();
    await pictures(30);
    const store = new FlakyStore(lab.platform.store);
    const jobs = await lab.start({ store });
    store.away = 3;
    const attempts: number[] = [];
    const { id } = await jobs.create({ tenant, collection, source: { type: 'folder', path: collection } });
    store.whenAway = async () => {
      for (const chunk of await lab.platform.ledger.chunks.listPending(id)) attempts.push(chunk.attempts);
    };
    expect(await lab.until(jobs, id, inState('completed'))).toMatchObject({ done: 30, failed: 0 });
    expect(store.away).toBe(0);
    // What is away says nothing of the pictures: they are not suspected of it.
    expect(Math.max(...attempts)).toBeLessThanOrEqual(2);
    expect(await lab.settledIds(collection)).toEqual(pictureNames(30));
  });

  it('tries the pictures of a chunk that keeps failing out of harm’s way, and goes on', async () => {
    const { collection, pictures } = await lab.fresh();
    await pictures(5);
    const jobs = await lab.start({ chunkConcurrency: 1 });
    const { id } = await lab.platform.ledger.jobs.create({
      tenant,
      collection,
      source: { type: 'folder', path: collection },
      duplicates: 'skip',
    });
    const entries = pictureNames(5).map((name, ordinal) => ({
      ordinal,
      id: name,
      image: { kind: 'file' as const, path: `${collection}/${name}` },
      captions: [],
      metadata: {},
    }));
    // As four processes that died left it.
    await lab.platform.ledger.chunks.add(id, { seq: 0, entries, failures: [], nextOrdinal: 5 });
    for (let n = 0; n < 4; n++) await lab.platform.ledger.chunks.beginAttempt(id, 0);
    await jobs.reconcile();
    expect(await lab.until(jobs, id, inState('completed'))).toMatchObject({ done: 5, failed: 0 });
    expect(await lab.settledIds(collection)).toEqual(pictureNames(5));
  });
});

/** A real store that is away for so many writes. */
class FlakyStore extends VectorStore {
  away = 0;
  /** Called before a write is refused. */
  whenAway?: () => Promise<void>;
  readonly #store: VectorStore;

  constructor(store: VectorStore) {
    super();
    this.#store = store;
  }

  async upsert(key: VectorSpaceKey, points: readonly VectorPoint[]): Promise<void> {
    if (this.away > 0) {
      this.away -= 1;
      await this.whenAway?.();
      throw new AppError('vector_store_unavailable', 'away');
    }
    return this.#store.upsert(key, points);
  }

  ensureSpace: VectorStore['ensureSpace'] = (...args) => this.#store.ensureSpace(...args);
  dropSpace: VectorStore['dropSpace'] = (...args) => this.#store.dropSpace(...args);
  hasSpace: VectorStore['hasSpace'] = (...args) => this.#store.hasSpace(...args);
  delete: VectorStore['delete'] = (...args) => this.#store.delete(...args);
  search: VectorStore['search'] = (...args) => this.#store.search(...args);
  read: VectorStore['read'] = (...args) => this.#store.read(...args);
  list: VectorStore['list'] = (...args) => this.#store.list(...args);
  fieldRows: VectorStore['fieldRows'] = (...args) => this.#store.fieldRows(...args);
  count: VectorStore['count'] = (...args) => this.#store.count(...args);
  page: VectorStore['page'] = (...args) => this.#store.page(...args);
  optimize: VectorStore['optimize'] = (...args) => this.#store.optimize(...args);
  bytes: VectorStore['bytes'] = () => this.#store.bytes();
  ping: VectorStore['ping'] = () => this.#store.ping();
  close: VectorStore['close'] = () => this.#store.close();
}
