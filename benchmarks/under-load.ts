// Many searches in parallel on a platform of its own: how each ends (answered, and how many candidates were re-scored; or told to come again,
// with Retry-After), and how long the last one waits, against one search at a time.
// Run: npm run bench -- under-load [--parallel 64] [--rounds 3]   (needs `npm run build`)
import { parseArgs } from 'node:util';
import { Standalone } from '../test/support/standalone.ts';
import { percentile, report } from './support/report.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: { parallel: { type: 'string', default: '64' }, rounds: { type: 'string', default: '3' } },
});
const parallel = Number(values.parallel);
const rounds = Number(values.rounds);
const LOOKS = ['red', 'small', 'old', 'round', 'happy', 'green', 'wooden', 'wild'];
const THINGS = ['fruit', 'animal', 'vehicle', 'building', 'tool', 'face', 'flower', 'garment'];
const PLACES = ['at night', 'on a table', 'in the snow', 'on a beach', 'in a street'];
const platform = await Standalone.start({ UNSEEN_SAMPLE: 'on' });

interface Outcome {
  readonly status: number;
  readonly milliseconds: number;
  readonly retryAfter: string | null;
  /** Candidates re-scored. */
  readonly rescored: number;
}

/** No two texts alike, so that none comes from a cache. */
let asked = 0;
function nextText(): string {
  const at = asked++;
  const of = <T>(list: readonly T[], by: number) => list[Math.floor(at / by) % list.length]!;
  return `a ${of(LOOKS, 1)} ${of(THINGS, 8)} ${of(PLACES, 64)} ${Math.floor(at / 320)}`;
}

async function search(): Promise<Outcome> {
  const started = performance.now();
  const response = await platform.send('POST', '/v1/search', { text: nextText(), cutoff: 'off' });
  const body = (await response.json()) as { rescoredCandidates?: number };
  return {
    status: response.status,
    milliseconds: performance.now() - started,
    retryAfter: response.headers.get('retry-after'),
    rescored: body.rescoredCandidates ?? 0,
  };
}

try {
  const alone: Outcome[] = [];
  for (let i = 0; i < 20; i++) alone.push(await search());
  const crowd: Outcome[] = [];
  for (let round = 0; round < rounds; round++) {
    crowd.push(...(await Promise.all(Array.from({ length: parallel }, search))));
  }
  const answered = crowd.filter(({ status }) => status === 200);
  const refused = crowd.filter(({ status }) => status === 503);
  const all = Math.max(...alone.map(({ rescored }) => rescored));
  const times = (outcomes: readonly Outcome[]) => outcomes.map(({ milliseconds }) => milliseconds);
  report(
    `${parallel} searches in parallel, ${rounds} times`,
    {
      value: percentile(times(crowd), 1) / percentile(times(alone), 0.5),
      of: 'times as long as one alone (median), the slowest',
    },
    {
      answered: answered.length,
      'told to come again': refused.length,
      'of these with Retry-After': refused.filter(({ retryAfter }) => retryAfter !== null).length,
      'anything else': crowd.length - answered.length - refused.length,
      'answered with all candidates re-scored': answered.filter(({ rescored }) => rescored === all).length,
      'with fewer': answered.filter(({ rescored }) => rescored > 0 && rescored < all).length,
      'with none': answered.filter(({ rescored }) => rescored === 0).length,
      'alone, median ms': percentile(times(alone), 0.5),
      'answered, median ms': percentile(times(answered), 0.5),
      'slowest of all, ms': percentile(times(crowd), 1),
    },
  );
} finally {
  await platform.dispose();
}
