// Do served scores equal those of the training side? Ranks the whole gallery for each query through the search pipeline and
// compares the order with the scores of training/unseen_training/offline.py (Spearman's rank correlation).
// First: cd training && python -m unseen_training.offline --pack ../models/lite --data DATA --out OFFLINE
// Run: npm run bench -- served-scores --pictures DATA/images --offline OFFLINE
import { Searcher } from '@unseen/search';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gallery } from './support/captions.ts';
import { DECODE_LIMITS, openEngines, runJob } from './support/engines.ts';
import { report } from './support/report.ts';

const PAGE = 200;
/** The most candidates a search re-scores. */
const WINDOW = 1_000;

const { values } = parseArgs({
  allowPositionals: true,
  options: { pictures: { type: 'string' }, offline: { type: 'string' } },
});
if (values.pictures === undefined || values.offline === undefined)
  throw new Error('Name --pictures and --offline.');
const about = JSON.parse(await readFile(join(values.offline, 'offline.json'), 'utf8')) as {
  pack: string;
  scorer: 'imfa' | 'self';
  pictures: string[];
  queries: string[];
};
const bytes = await readFile(join(values.offline, 'offline.f32'));
const offline = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
const { pictures, queries } = about;
if (pictures.length > WINDOW) throw new Error(`A search re-scores at most ${WINDOW} pictures.`);
const folder = await gallery(values.pictures, pictures);
const engines = await openEngines(folder.dir, { threads: 2, batch: 8 });
try {
  await runJob(engines, 'all', '.');
  const space = { tenant: 'default', collection: 'all', pack: engines.encoder.pack.id };
  if (space.pack !== about.pack)
    throw new Error(`The offline scores are of ${about.pack}, not ${space.pack}.`);
  const searcher = new Searcher({
    encoder: engines.encoder,
    store: engines.store,
    decodeLimits: DECODE_LIMITS,
    options: { rescoreDeadlineMs: 60_000 },
  });
  const correlations: number[] = [];
  let sameFirst = 0;
  for (const [query, text] of queries.entries()) {
    const served = new Map<string, number>();
    let cursor: string | undefined;
    do {
      const page = await searcher.search({
        space,
        text,
        rescore: about.scorer,
        candidates: WINDOW,
        limit: PAGE,
        cursor,
      });
      if (!page.rescored) throw new Error(`not re-scored: ${page.rescoreSkipped}`);
      for (const hit of page.hits) served.set(hit.id, served.size);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    if (served.size !== pictures.length)
      throw new Error(`${served.size} of ${pictures.length} pictures came back.`);
    const row = offline.subarray(query * pictures.length, (query + 1) * pictures.length);
    const order = [...row.keys()].sort((a, b) => row[b]! - row[a]!);
    const ranks = order.map((position) => served.get(pictures[position]!)!);
    correlations.push(spearman(ranks));
    if (ranks[0] === 0) sameFirst += 1;
  }
  const worst = Math.min(...correlations);
  report(
    'Served against offline scores',
    {
      value: correlations.reduce((sum, value) => sum + value, 0) / correlations.length,
      of: 'mean rank correlation (1: the same order)',
    },
    {
      queries: queries.length,
      gallery: pictures.length,
      'worst rank correlation': worst.toFixed(5),
      '% with the same first hit': (100 * sameFirst) / queries.length,
    },
  );
} finally {
  await engines.close();
  await folder.remove();
}

/** Spearman's rank correlation of an order with 0, 1, 2, ... */
function spearman(ranks: readonly number[]): number {
  const n = ranks.length;
  const squares = ranks.reduce((sum, rank, i) => sum + (rank - i) ** 2, 0);
  return 1 - (6 * squares) / (n * (n * n - 1));
}
