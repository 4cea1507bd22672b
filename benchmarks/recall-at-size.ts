// How much of the exact top ten each store finds, with indexes as it ships, in a collection far larger than the pictures at hand: their
// vectors, and blends of alike ones up to the number wanted. On LanceDB, and on Qdrant where QDRANT_URL names one.
// Run: npm run bench -- recall-at-size --pictures DIR --captions FILE [--vectors 100000] [--keep DIR]
//   The queries are captions of the token file. --keep names a folder for the embedded pictures, for the next run.
import { pointId, type VectorPoint, type VectorStore } from '@unseen/domain';
import { openLanceDb, openQdrant } from '@unseen/vector-store';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { growCollection } from './support/grown-collection.ts';
import { overlap } from './support/overlap.ts';
import { dropCollections, needsQdrant, rawClient } from './support/qdrant.ts';
import { report } from './support/report.ts';

const QUERIES = 200;
const AT_ONCE = 200;
/** Neighbors asked for: what a search asks for, and the ten themselves. */
const LIMITS = [100, 10];
const PAYLOAD = { captions: [], metadata: {}, hasImage: true, contentHash: '0'.repeat(64) };

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
  console.log('\nrecall-at-size: NOT RUN: name --pictures and --captions.');
else await run(pictures, captions);

async function run(folder: string, tokenFile: string): Promise<void> {
  const { space, vectors, queries } = await growCollection({
    folder,
    captions: tokenFile,
    vectors: Number(values.vectors),
    queries: QUERIES,
    keep: values.keep,
  });
  const dir = await mkdtemp(join(tmpdir(), 'unseen-bench-'));
  try {
    await measure('LanceDB', await openLanceDb({ dir, optimizeEverySeconds: 0 }), vectors, queries);
  } finally {
    await rm(dir, { recursive: true });
  }
  const url = needsQdrant('recall-at-size on Qdrant');
  if (url === undefined) return;
  const prefix = `bench-${randomUUID().slice(0, 8)}`;
  try {
    await measure('Qdrant', await openQdrant({ urls: [url], prefix, timeoutMs: 120_000 }), vectors, queries);
  } finally {
    await dropCollections(rawClient(url), prefix);
  }

  async function measure(
    name: string,
    store: VectorStore,
    vectors: readonly Float32Array[],
    queries: readonly Float32Array[],
  ): Promise<void> {
    try {
      await store.ensureSpace(space, vectors[0]!.length);
      for (let start = 0; start < vectors.length; start += AT_ONCE) {
        await store.upsert(space, vectors.slice(start, start + AT_ONCE).map(toPoint));
      }
      await store.optimize(space);
      const exact = await topTen(store, queries, 10, true);
      const [asked, ten] = await Promise.all(
        LIMITS.map(async (limit) => overlap(await topTen(store, queries, limit, false), exact)),
      );
      report(
        `Recall@10 of ${name}`,
        { value: asked!, of: 'of the exact top ten found, 100 neighbors asked for' },
        { 'of the exact top ten found, 10 neighbors asked for': ten! },
      );
    } finally {
      await store.close();
    }
  }

  function toPoint(image: Float32Array): VectorPoint {
    const itemId = randomUUID();
    return { id: pointId(space, itemId), itemId, vectors: { image }, payload: PAYLOAD };
  }

  async function topTen(
    store: VectorStore,
    queries: readonly Float32Array[],
    limit: number,
    exact: boolean,
  ): Promise<string[][]> {
    const lists: string[][] = [];
    for (const vector of queries) {
      const [found] = await store.search(space, [{ modality: 'image', vector, limit, exact }]);
      lists.push(found!.slice(0, 10).map(({ id }) => id));
    }
    return lists;
  }
}
