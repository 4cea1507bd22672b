// Time of IMFA re-scoring (region blocks fetched included) against the nearest-neighbor recall of the same query.
// Run: npm run bench -- rescore-cost --pictures DIR [--count 7000] [--candidates 200]
import { Searcher, type SearchEvent } from '@unseen/search';
import { DECODE_LIMITS, openEngines, runJob } from './support/engines.ts';
import { pictureFiles, readOptions } from './support/options.ts';
import { percentile, report } from './support/report.ts';
import { QUERIES } from './support/queries.ts';

const CANDIDATES = 200;
const options = readOptions(7_000);
const files = await pictureFiles(options.pictures, options.count);
const engines = await openEngines(options.pictures, options);
try {
  await runJob(engines, 'all', '.');
  const space = { tenant: 'default', collection: 'all', pack: engines.encoder.pack.id };
  await engines.store.optimize(space);
  const events: SearchEvent[] = [];
  const searcher = new Searcher({
    encoder: engines.encoder,
    store: engines.store,
    decodeLimits: DECODE_LIMITS,
    options: { rescoreDeadlineMs: 10_000, observe: (event) => events.push(event) },
  });
  const run = (text: string) =>
    searcher.search({ space, text, candidates: CANDIDATES, limit: 20, target: 'image' });
  for (const text of QUERIES) await run(text);
  events.length = 0;
  for (let round = 0; round < 5; round++) for (const text of QUERIES) await run(text);
  const of = (stage: string) =>
    events.filter((event) => event.stage === stage).map((event) => event.seconds * 1000);
  const median = (stage: string) => percentile(of(stage), 0.5);
  report(
    `IMFA re-scoring of ${CANDIDATES} candidates`,
    { value: median('rescore') / median('recall'), of: 'times the recall of the same query (medians)' },
    {
      'items in the collection': files.length,
      'ms, recall, median': median('recall'),
      'ms, recall, p95': percentile(of('recall'), 0.95),
      'ms, re-scoring, median': median('rescore'),
      'ms, re-scoring, p95': percentile(of('rescore'), 0.95),
    },
  );
} finally {
  await engines.close();
}
