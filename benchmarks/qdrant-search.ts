// The same pictures and queries on Qdrant and on LanceDB: how much of the exact top ten each finds, what the query pipeline
// costs over raw Qdrant through the same client, and what re-scoring costs, also with nothing kept of what was read.
// Run: QDRANT_URL=http://127.0.0.1:6333 npm run bench -- qdrant-search --pictures DIR [--captions FILE] [--keep DIR] [--rounds 3]
//   With --captions (a token file, named from the folder above DIR) the items have captions, and these are the queries.
//   --keep names a folder for the embedded pictures, so that a second run need not embed them again.
import { MODALITIES, type Modality, type VectorStore } from '@unseen/domain';
import { Searcher, type SearchEvent } from '@unseen/search';
import { openQdrant } from '@unseen/vector-store';
import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { closedLoop } from './support/closed-loop.ts';
import { copyPoints } from './support/copy-points.ts';
import { DECODE_LIMITS, loadPictures, openEngines } from './support/engines.ts';
import { copyPlain, INDEX_FROM_KB } from './support/plain-collection.ts';
import { dropCollections, needsQdrant, rawClient, SEARCH_OPTIONS } from './support/qdrant.ts';
import { median, overRaw } from './support/over-raw.ts';
import { overlap } from './support/overlap.ts';
import { queryTexts } from './support/query-texts.ts';
import { rawSearches, type RawSearches } from './support/raw-searches.ts';
import { percentile, report } from './support/report.ts';

const CANDIDATES = 100;
const LIMIT = 20;
const SECONDS = 6;

const { values } = parseArgs({
  allowPositionals: true,
  options: { ...SEARCH_OPTIONS, rounds: { type: 'string', default: '3' } },
});
const url = needsQdrant('qdrant-search');
if (url !== undefined) await run(url);

async function run(qdrantUrl: string): Promise<void> {
  if (values.pictures === undefined) throw new Error('Name --pictures.');
  const root = dirname(values.pictures);
  const engines = await openEngines(root, { threads: 2, batch: 8, keep: values.keep });
  const client = rawClient(qdrantUrl);
  const prefix = `bench-${randomUUID().slice(0, 8)}`;
  const open = (cacheBytes?: number) =>
    openQdrant({
      urls: [qdrantUrl],
      prefix,
      layout: { indexFromKb: INDEX_FROM_KB },
      timeoutMs: 60_000,
      ...(cacheBytes !== undefined && { cacheBytes }),
    });
  const [qdrant, forgetful] = [await open(), await open(0)];
  const plain = `${prefix}.plain`;
  const space = { tenant: 'default', collection: 'all', pack: engines.encoder.pack.id };
  try {
    await loadPictures(engines, space, values.pictures, values.captions);
    const items = await copyPoints(engines.store, qdrant, space, engines.encoder.pack.spaces.global);
    for (const store of [qdrant, engines.store]) await store.optimize(space);
    const queries = await queryTexts(engines.store, space);
    const vectors: Float32Array[] = [];
    for (const text of queries) vectors.push((await engines.encoder.encodeText(text, 'interactive')).global);
    console.log(`\n${items} items, ${queries.length} queries, ${values['at-once']} at once`);
    await compare(engines.store, qdrant, vectors);
    await copyPlain(engines.store, space, client, plain, engines.encoder.pack.spaces.global);
    for (const target of ['image', 'any'] as const) {
      const options = { target, vectors, candidates: CANDIDATES, limit: LIMIT, plain, prefix };
      await speed(target, queries, await rawSearches(client, options));
    }
  } finally {
    for (const store of [qdrant, forgetful]) await store.close();
    await dropCollections(client, prefix);
    await engines.close();
  }

  /** Share of the exact top ten that each store finds, and that both stores find alike. */
  async function compare(
    lance: VectorStore,
    other: VectorStore,
    all: readonly Float32Array[],
  ): Promise<void> {
    const figures: Record<string, number> = {};
    let worst = 1;
    for (const modality of MODALITIES) {
      const exact = await topTen(lance, modality, all, true);
      if (exact[0]!.length === 0) continue;
      for (const [name, store] of [
        ['LanceDB', lance],
        ['Qdrant', other],
      ] as const) {
        const share = overlap(
          await topTen(store, modality, all, false),
          await topTen(store, modality, all, true),
        );
        figures[`of the exact top ten found by ${name}, ${modality}`] = share;
        worst = Math.min(worst, share);
      }
      const across = overlap(
        await topTen(lance, modality, all, false),
        await topTen(other, modality, all, false),
      );
      figures[`of the top ten alike in both, ${modality}`] = across;
    }
    report('Top-10 overlap with exact search in the same store', { value: worst, of: 'at worst' }, figures);
  }

  async function topTen(
    store: VectorStore,
    modality: Modality,
    all: readonly Float32Array[],
    exact: boolean,
  ): Promise<string[][]> {
    const lists: string[][] = [];
    for (const vector of all) {
      const [hits] = await store.search(space, [{ modality, vector, limit: 10, exact }]);
      lists.push(hits!.map(({ id }) => id));
    }
    return lists;
  }

  async function speed(target: 'image' | 'any', queries: readonly string[], raw: RawSearches) {
    const atOnce = Number(values['at-once']);
    const pipeline = searcherOn(qdrant);
    const search = (searcher: Searcher, n: number, rescore: 'none' | 'imfa') =>
      searcher.search({
        space,
        text: queries[n % queries.length]!,
        candidates: CANDIDATES,
        limit: LIMIT,
        target,
        rescore,
      });
    // Warm: the texts are encoded once and kept, so that the query's vector is given.
    for (let n = 0; n < queries.length; n++) await search(pipeline.searcher, n, 'none');
    const rates: Record<'same' | 'plain' | 'page' | 'pipeline', number[]> = {
      same: [],
      plain: [],
      page: [],
      pipeline: [],
    };
    // In turns, so that whatever else the machine does falls on all of them.
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const name of ['same', 'plain', 'page'] as const) {
        rates[name].push((await closedLoop(SECONDS, atOnce, raw[name])).perSecond);
      }
      const served = await closedLoop(SECONDS, atOnce, (n) => search(pipeline.searcher, n, 'none'));
      rates.pipeline.push(served.perSecond);
    }
    const { ratio, figures } = overRaw(rates.pipeline, rates);
    report(`Query pipeline over raw Qdrant, target ${target}, no re-scoring`, ratio, {
      ...figures,
      'queries per second, pipeline': median(rates.pipeline),
    });
    for (const [name, store] of [
      ['Qdrant', qdrant],
      ['Qdrant, nothing kept in memory', forgetful],
      ['LanceDB', engines.store],
    ] as const) {
      const { searcher, events } = searcherOn(store);
      // Warm, as a process is that has been asked the like before.
      for (let n = 0; n < queries.length; n++) await search(searcher, n, 'imfa');
      events.length = 0;
      for (let n = 0; n < 2 * queries.length && n < 200; n++) await search(searcher, n, 'imfa');
      const of = (stage: string) =>
        events.filter((each) => each.stage === stage).map((each) => 1000 * each.seconds);
      const total = (share: number) =>
        percentile(
          of('recall').map((ms, i) => ms + of('fuse')[i]! + of('rescore')[i]!),
          share,
        );
      report(
        `IMFA of ${CANDIDATES} candidates on ${name}, target ${target}, one at a time`,
        {
          value: total(0.5) / percentile(of('recall'), 0.5),
          of: 'times the p50 of recall (recall, fusion and re-scoring)',
        },
        {
          'ms, recall, p50': percentile(of('recall'), 0.5),
          'ms, fusion, p50': percentile(of('fuse'), 0.5),
          'ms, re-scoring with its blocks, p50': percentile(of('rescore'), 0.5),
          'ms, all three, p95': total(0.95),
        },
      );
    }
  }

  function searcherOn(store: VectorStore): { searcher: Searcher; events: SearchEvent[] } {
    const events: SearchEvent[] = [];
    const options = { rescoreDeadlineMs: 60_000, observe: (event: SearchEvent) => events.push(event) };
    const { encoder } = engines;
    return { searcher: new Searcher({ encoder, store, decodeLimits: DECODE_LIMITS, options }), events };
  }
}
