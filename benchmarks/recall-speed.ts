// How long the embedded store takes to recall a hundred of many vectors, with and without filters, against a plain scan, the table searched by
// itself, and a graph (`usearch`, where it is installed) in the same run; how much of the exact lists it finds; bytes in memory for a vector.
// Run: npm run bench -- recall-speed --pictures DIR --captions FILE [--vectors 100000] [--keep DIR]
//   The vectors are of the pictures, and blends of alike ones; the queries are captions of the token file. For the graph:
//   npm install --no-save usearch
import { pointId, type Filter, type VectorPoint } from '@unseen/domain';
import { innerProduct } from '@unseen/imfa';
import { openLanceDb } from '@unseen/vector-store';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { growCollection } from './support/grown-collection.ts';
import { overlap } from './support/overlap.ts';
import { percentile, report } from './support/report.ts';

const LIMIT = 100;
const QUERIES = 100;
const AT_ONCE = 500;
/** Share of the items a filter leaves: those whose number is a multiple of so much. */
const SHARES = { '50 %': 2, '5 %': 20, '0.1 %': 1_000 };

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    pictures: { type: 'string' },
    captions: { type: 'string' },
    vectors: { type: 'string', default: '100000' },
    keep: { type: 'string' },
  },
});
const { pictures, captions } = values;
if (pictures === undefined || captions === undefined)
  console.log('\nrecall-speed: NOT RUN: name --pictures and --captions.');
else await run(pictures, captions);

async function run(folder: string, tokenFile: string): Promise<void> {
  const { space, vectors, queries } = await growCollection({
    folder,
    captions: tokenFile,
    vectors: Number(values.vectors),
    queries: QUERIES,
    keep: values.keep,
  });
  const dimensions = vectors[0]!.length;
  const dir = await mkdtemp(join(tmpdir(), 'unseen-bench-'));
  const store = await openLanceDb({ dir, optimizeEverySeconds: 0 });
  try {
    await store.ensureSpace(space, dimensions);
    const before = process.memoryUsage().rss;
    for (let start = 0; start < vectors.length; start += AT_ONCE) {
      await store.upsert(
        space,
        vectors.slice(start, start + AT_ONCE).map((image, i) => toPoint(image, start + i)),
      );
    }
    await store.optimize(space);
    console.log(`${((process.memoryUsage().rss - before) / 2 ** 20).toFixed(0)} MiB more resident`);
    const search = (exact: boolean, filter?: Filter) => async (vector: Float32Array) => {
      const [found] = await store.search(space, [
        { modality: 'image', vector, limit: LIMIT, exact, ...(filter && { filter }) },
      ]);
      return found!.map(({ itemId }) => itemId);
    };
    const scan = await timed(queries, (query) => plainScan(vectors, query));
    const found = await timed(queries, search(false));
    const share = (most: number) =>
      overlap(
        found.lists.map((list) => list.slice(0, most)),
        scan.lists.map((list) => list.slice(0, most)),
      );
    const filtered: Record<string, number> = {};
    for (const [name, every] of Object.entries(SHARES)) {
      const filter: Filter = { op: 'eq', field: `every${every}`, value: true };
      await search(false, filter)(queries[0]!);
      filtered[`of the time without, with a filter of ${name} that came before`] =
        (await timed(queries, search(false, filter))).p50 / found.p50;
    }
    const table = await timed(queries.slice(0, 10), search(true));
    const graph = await timeGraph(vectors, queries);
    console.log(`p50 of the store ${found.p50.toFixed(2)} ms, of a plain scan ${scan.p50.toFixed(2)} ms`);
    report(
      'Recall of the embedded store',
      { value: found.p50 / scan.p50, of: 'of the time of a plain scan' },
      {
        'of the time of the table searched by itself': found.p50 / table.p50,
        ...(graph !== undefined && { 'times that of a graph': found.p50 / graph }),
        ...filtered,
        'of the exact ten found': share(10),
        'of the exact hundred found': share(LIMIT),
      },
    );
  } finally {
    await store.close();
    await rm(dir, { recursive: true });
  }

  function toPoint(image: Float32Array, i: number): VectorPoint {
    const itemId = String(i);
    const metadata = Object.fromEntries(
      Object.values(SHARES).map((every) => [`every${every}`, i % every === 0]),
    );
    const payload = { captions: [], metadata, hasImage: true, contentHash: '0'.repeat(64) };
    return { id: pointId(space, itemId), itemId, vectors: { image }, payload };
  }
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

function plainScan(vectors: readonly Float32Array[], query: Float32Array): string[] {
  const scores = Float32Array.from(vectors, (vector) => innerProduct(query, vector));
  const bar = scores.toSorted().at(-LIMIT)!;
  const best: number[] = [];
  scores.forEach((score, i) => score >= bar && best.push(i));
  return best
    .sort((a, b) => scores[b]! - scores[a]!)
    .slice(0, LIMIT)
    .map(String);
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
    console.log('(no graph to compare with: usearch is not installed)');
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
