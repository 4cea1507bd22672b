// Text-to-image recall of the served path (HTTP-free, same pipeline) against the offline evaluation: pictures ingested
// without captions, their captions as queries. Also with re-scoring off, to see what it brings.
// Run: npm run bench -- served-recall --pictures DIR --captions captions.token.txt --list dev.txt [--gallery list|all]
import { Searcher } from '@unseen/search';
import { mkdir, mkdtemp, readFile, rm, copyFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DECODE_LIMITS, openEngines, runJob } from './support/engines.ts';
import { report } from './support/report.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    pictures: { type: 'string' },
    captions: { type: 'string' },
    list: { type: 'string' },
    gallery: { type: 'string', default: 'list' },
    threads: { type: 'string', default: '2' },
    queries: { type: 'string', default: '5000' },
    candidates: { type: 'string', default: '100' },
  },
});
if (values.pictures === undefined || values.captions === undefined || values.list === undefined) {
  throw new Error('Name --pictures, --captions and --list.');
}
const wanted = new Set(
  (await readFile(values.list, 'utf8'))
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean),
);
const queries = (await readFile(values.captions, 'utf8'))
  .split('\n')
  .map((line) => /^(.+?)#\d+\t(.+)$/.exec(line.trim()))
  .filter((match) => match !== null && wanted.has(match[1]!))
  .map((match) => ({ picture: match![1]!, text: match![2]! }))
  .slice(0, Number(values.queries));
const root = await mkdtemp(join(tmpdir(), 'unseen-bench-gallery-'));
let folder = values.pictures;
if (values.gallery === 'list') {
  folder = join(root, 'list');
  await mkdir(folder);
  for (const name of wanted) await copyFile(join(values.pictures, name), join(folder, name));
}
const engines = await openEngines(folder, { threads: Number(values.threads), batch: 8 });
try {
  const { failed } = await runJob(engines, 'all', '.');
  const space = { tenant: 'default', collection: 'all', pack: engines.encoder.pack.id };
  await engines.store.optimize(space);
  const searcher = new Searcher({
    encoder: engines.encoder,
    store: engines.store,
    decodeLimits: DECODE_LIMITS,
    options: { rescoreDeadlineMs: 60_000 },
  });
  const recalls: Record<string, number> = {};
  for (const rescore of ['none', 'self', 'imfa'] as const) {
    const hitsAt = { 1: 0, 5: 0, 10: 0 };
    for (const { picture, text } of queries) {
      const { hits } = await searcher.search({
        space,
        text,
        rescore,
        limit: 10,
        candidates: Number(values.candidates),
      });
      const rank = hits.findIndex((hit) => hit.id === picture) + 1;
      for (const k of [1, 5, 10] as const) if (rank > 0 && rank <= k) hitsAt[k] += 1;
    }
    for (const k of [1, 5, 10] as const)
      recalls[`R@${k}, ${rescore === 'none' ? 'inn' : rescore}`] = (100 * hitsAt[k]) / queries.length;
  }
  report(
    'Served text-to-image recall',
    { value: recalls['R@10, imfa']! / recalls['R@10, inn']!, of: 'times the R@10 without re-scoring' },
    {
      queries: queries.length,
      gallery: await engines.ledger.items.count('default', 'all'),
      'failed pictures': failed,
      ...recalls,
    },
  );
} finally {
  await engines.close();
  await rm(root, { recursive: true, force: true });
}
