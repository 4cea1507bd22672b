// Does the score rest on the regions the attention names? For the first hit of each query, hides the most attended regions
// of its stored block, and as many random ones, and compares what the IMFA score loses.
// Run: npm run bench -- faithful-attention --pictures DIR --captions captions.token.txt [--list dev.txt] [--queries 500] [--masked 5]
import { pointId } from '@unseen/domain';
import { ImfaScorer, maskRegions } from '@unseen/imfa';
import { drawDistinct, seededUniform } from '@unseen/domain/random';
import { Searcher } from '@unseen/search';
import { DECODE_LIMITS, openEngines, runJob } from './support/engines.ts';
import { gallery, readCaptions, readNames } from './support/captions.ts';
import { report } from './support/report.ts';
import { parseArgs } from 'node:util';

/** Random draws per hit. */
const DRAWS = 10;

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    pictures: { type: 'string' },
    captions: { type: 'string' },
    list: { type: 'string' },
    queries: { type: 'string', default: '500' },
    masked: { type: 'string', default: '5' },
  },
});
if (values.pictures === undefined || values.captions === undefined)
  throw new Error('Name --pictures and --captions.');
const names = await readNames(values.list);
const captions = await readCaptions(values.captions, names);
const masked = Number(values.masked);
const folder = await gallery(values.pictures, names ?? captions.map(({ picture }) => picture));
const engines = await openEngines(folder.dir, { threads: 2, batch: 8 });
try {
  await runJob(engines, 'all', '.');
  const { encoder, store } = engines;
  const space = { tenant: 'default', collection: 'all', pack: encoder.pack.id };
  const searcher = new Searcher({
    encoder,
    store,
    decodeLimits: DECODE_LIMITS,
    options: { rescoreDeadlineMs: 60_000, explainDeadlineMs: 60_000 },
  });
  const scorer = new ImfaScorer(encoder, encoder.pack.spaces);
  const uniform = seededUniform(1);
  const drops = { attended: [] as number[], random: [] as number[] };
  const every = Math.max(1, Math.floor(captions.length / Number(values.queries)));
  for (const { text } of captions.filter((_, i) => i % every === 0)) {
    const { hits } = await searcher.search({ space, text, limit: 1, explain: true });
    const attention = hits[0]?.explain?.attention;
    if (attention === undefined) continue;
    const parts = { vectors: ['image'] as const, regions: true };
    const [point] = await store.read(space, [pointId(space, hits[0]!.id)], parts);
    const { length } = attention.weights;
    const byWeight = [...attention.weights.keys()].sort(
      (a, b) => attention.weights[b]! - attention.weights[a]!,
    );
    const choices = [
      byWeight.slice(0, masked),
      ...Array.from({ length: DRAWS }, () => drawDistinct(length, masked, uniform)),
    ];
    const blocks = [point!.regions!, ...choices.map((regions) => maskRegions(point!.regions!, regions))];
    const { scores } = await scorer.scoreImages(
      await encoder.encodeText(text, 'interactive'),
      blocks.map((regions) => ({ imageGlobal: point!.vectors.image!, regions })),
      'imfa',
    );
    drops.attended.push(scores[0]! - scores[1]!);
    drops.random.push(scores[0]! - mean([...scores.subarray(2)]));
  }
  report(
    'Faithfulness of attention',
    {
      value: mean(drops.attended) / mean(drops.random),
      of: `times the loss of score by hiding ${masked} random regions, when the ${masked} most attended are hidden`,
    },
    {
      hits: drops.attended.length,
      'mean loss, most attended hidden': mean(drops.attended),
      'mean loss, random hidden': mean(drops.random),
      '% of hits that lose more by the most attended':
        (100 * drops.attended.filter((drop, i) => drop > drops.random[i]!).length) / drops.attended.length,
    },
  );
} finally {
  await engines.close();
  await folder.remove();
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}
