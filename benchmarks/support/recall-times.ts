import { pointId, type Filter, type VectorPoint, type VectorSpaceKey } from '@unseen/domain';
import { openLanceDb } from '@unseen/vector-store';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainScan } from '../embedded/parts.ts';
import { overlap } from './overlap.ts';
import { percentile } from './report.ts';

const LIMIT = 100;
const AT_ONCE = 500;
/** Searches of the table by itself, which are slow. */
const TABLE_QUERIES = 10;
/** Share of the items a filter leaves: those whose number is a multiple of so much. */
const SHARES = { '50 %': 2, '5 %': 20, '0.1 %': 1_000 };

/** Medians in milliseconds, and what was found of the exact lists. */
export interface RecallTimes {
  readonly store: number;
  readonly scan: number;
  readonly table: number;
  /** Of `usearch`, where it is installed. */
  readonly graph?: number;
  /** With a filter that came before, by the share of items it leaves. */
  readonly filtered: Readonly<Record<string, number>>;
  readonly ofTen: number;
  readonly ofHundred: number;
  /** MiB of this process that came with the vectors. */
  readonly residentMib: number;
}

/** Puts vectors into an embedded store and recalls a hundred of them for each query, beside a plain scan and a graph. */
export async function timeRecall(
  space: VectorSpaceKey,
  vectors: readonly Float32Array[],
  queries: readonly Float32Array[],
): Promise<RecallTimes> {
  const dir = await mkdtemp(join(tmpdir(), 'unseen-bench-'));
  const store = await openLanceDb({ dir, optimizeEverySeconds: 0 });
  try {
    await store.ensureSpace(space, vectors[0]!.length);
    const before = process.memoryUsage().rss;
    for (let start = 0; start < vectors.length; start += AT_ONCE) {
      const some = vectors.slice(start, start + AT_ONCE);
      await store.upsert(
        space,
        some.map((image, i) => toPoint(space, image, start + i)),
      );
    }
    await store.optimize(space);
    const residentMib = (process.memoryUsage().rss - before) / 2 ** 20;
    const search = (exact: boolean, filter?: Filter) => async (vector: Float32Array) => {
      const [found] = await store.search(space, [
        { modality: 'image', vector, limit: LIMIT, exact, ...(filter && { filter }) },
      ]);
      return found!.map(({ id }) => id);
    };
    const scan = await timed(queries, (query) => plainScan(vectors, query, LIMIT));
    const found = await timed(queries, search(false));
    const share = (most: number) =>
      overlap(
        found.lists.map((list) => list.slice(0, most)),
        scan.lists.map((list) => list.slice(0, most).map((item) => pointId(space, item))),
      );
    const filtered: Record<string, number> = {};
    for (const [name, every] of Object.entries(SHARES)) {
      const filter: Filter = { op: 'eq', field: `every${every}`, value: true };
      await search(false, filter)(queries[0]!);
      filtered[name] = (await timed(queries, search(false, filter))).p50;
    }
    const table = await timed(queries.slice(0, TABLE_QUERIES), search(true));
    const graph = await timeGraph(vectors, queries);
    const shares = { ofTen: share(10), ofHundred: share(LIMIT) };
    return {
      store: found.p50,
      scan: scan.p50,
      table: table.p50,
      filtered,
      ...shares,
      residentMib,
      ...(graph && { graph }),
    };
  } finally {
    await store.close();
    await rm(dir, { recursive: true });
  }
}

function toPoint(space: VectorSpaceKey, image: Float32Array, i: number): VectorPoint {
  const itemId = String(i);
  const metadata = Object.fromEntries(
    Object.values(SHARES).map((every) => [`every${every}`, i % every === 0]),
  );
  const payload = { captions: [], metadata, hasImage: true, contentHash: '0'.repeat(64) };
  return { id: pointId(space, itemId), itemId, vectors: { image }, payload };
}

async function timed(
  queries: readonly Float32Array[],
  search: (query: Float32Array) => string[] | Promise<string[]>,
): Promise<{ p50: number; lists: string[][] }> {
  const lists: string[][] = [];
  const times: number[] = [];
  for (const query of queries) {
    const start = performance.now();
    lists.push(await search(query));
    times.push(performance.now() - start);
  }
  return { p50: percentile(times, 0.5), lists };
}

interface Graph {
  add(keys: BigUint64Array, vectors: Float32Array, threads: number): void;
  search(query: Float32Array, limit: number, threads: number): unknown;
}

async function timeGraph(
  vectors: readonly Float32Array[],
  queries: readonly Float32Array[],
): Promise<number | undefined> {
  const name = 'usearch';
  let library: { Index: new (options: object) => Graph };
  try {
    library = createRequire(import.meta.url)(name) as typeof library;
  } catch {
    console.log('(no graph to compare with: npm install --no-save usearch)');
    return undefined;
  }
  const dimensions = vectors[0]!.length;
  const graph = new library.Index({ metric: 'ip', dimensions });
  for (let start = 0; start < vectors.length; start += AT_ONCE) {
    const some = vectors.slice(start, start + AT_ONCE);
    const flat = new Float32Array(some.length * dimensions);
    some.forEach((vector, i) => flat.set(vector, i * dimensions));
    graph.add(
      BigUint64Array.from(some, (_, i) => BigInt(start + i)),
      flat,
      2,
    );
  }
  const { p50 } = await timed(queries, (query) => {
    graph.search(query, LIMIT, 1);
    return [];
  });
  return p50;
}
