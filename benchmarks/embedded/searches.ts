import { closedLoop } from '../support/closed-loop.ts';
import { percentile } from '../support/report.ts';
import type { Parts } from './parts.ts';
import type { PeerProcess } from './peer-process.ts';
import type { BenchPlatform, SearchOptions } from './platform.ts';
import { detail, format, ratioRow, type Row } from './row.ts';

/** The kinds of search, with what each may cost of its parts. */
const KINDS = {
  'a search without re-scoring': { options: { rescore: 'none' }, most: 1.6 },
  'a search with IMFA of 100': { options: { rescore: 'imfa' }, most: 1.6 },
  'the same, explained': { options: { rescore: 'imfa', explain: true }, most: 2.4 },
} satisfies Record<string, { options: SearchOptions; most: number }>;
type Kind = keyof typeof KINDS;

const WARM_UP = 20;
const CALLERS = 8;
const CORES = 2;

/** What searches are measured with. */
export interface SearchBench {
  readonly platform: BenchPlatform;
  readonly parts: Parts;
  readonly peer: PeerProcess;
  /** A text that was not searched for before. */
  readonly nextText: () => string;
}

/** One caller, every text new; searches, their parts by themselves and the peer take turns. Then eight callers. */
export async function timeSearches(bench: SearchBench, rounds: number, seconds: number): Promise<Row[]> {
  const { platform, parts, peer, nextText } = bench;
  const times: Record<Kind, number[]> = {
    'a search without re-scoring': [],
    'a search with IMFA of 100': [],
    'the same, explained': [],
  };
  const alone = {
    plain: [] as number[],
    rescored: [] as number[],
    imfa: [] as number[],
    text: [] as number[],
  };
  const peers: number[] = [];
  const kinds = Object.values(KINDS);
  for (let round = -WARM_UP; round < rounds; round++) {
    const { text, scan, imfa } = await parts.search(nextText());
    const of = await peer.search(nextText());
    const searched: number[] = [];
    // Each kind is the first as often as the others: what comes first finds the caches full of what the peer has left.
    for (let turn = 0; turn < kinds.length; turn++) {
      const kind = (turn + round + WARM_UP) % kinds.length;
      searched[kind] = await platform.search(nextText(), kinds[kind]!.options);
    }
    if (round < 0) continue;
    alone.text.push(text);
    alone.imfa.push(imfa);
    alone.plain.push(text + scan);
    alone.rescored.push(text + scan + imfa);
    peers.push(of);
    (Object.keys(KINDS) as Kind[]).forEach((kind, i) => times[kind].push(searched[i]!));
  }
  const p50 = (samples: readonly number[]) => percentile(samples, 0.5);
  const plain = p50(alone.plain);
  const rescored = p50(alone.rescored);
  const rows = (Object.entries(KINDS) as [Kind, { options: SearchOptions; most: number }][]).map(
    ([kind, { options, most }]) => {
      const floor = options['rescore'] === 'none' ? plain : rescored;
      const name =
        options['rescore'] === 'none'
          ? 'its text and a plain scan alone'
          : 'its text, a plain scan and the IMFA graph alone';
      const measured = p50(times[kind]);
      return ratioRow(`${kind}, p50`, ms(measured), `${name}, ${ms(floor)}`, measured / floor, { most });
    },
  );
  rows.push(
    detail(
      ratioRow(
        'explaining',
        ms(p50(times['the same, explained'])),
        'the search it explains',
        p50(times['the same, explained']) / p50(times['a search with IMFA of 100']),
        { most: 1.5 },
      ),
    ),
    ratioRow(
      'a search without re-scoring, p50',
      ms(p50(times['a search without re-scoring'])),
      `the peer, ${ms(p50(peers))}`,
      p50(times['a search without re-scoring']) / p50(peers),
    ),
  );
  for (const [kind, floor] of [
    ['a search without re-scoring', plain],
    ['a search with IMFA of 100', rescored],
  ] as const) {
    const { perSecond, samples } = await closedLoop(seconds, CALLERS, () =>
      platform.search(nextText(), KINDS[kind].options),
    );
    const allowed = (1_000 * CORES) / floor;
    const spread = percentile(samples, 0.95) / p50(samples);
    rows.push(
      ratioRow(
        `${kind}, ${CALLERS} callers`,
        `${format(perSecond)}/s`,
        `what the parts allow on ${CORES} cores, ${format(allowed)}/s`,
        perSecond / allowed,
        { least: 0.7 },
      ),
      detail(
        ratioRow(`the same, p95`, ms(percentile(samples, 0.95)), `its p50, ${ms(p50(samples))}`, spread, {
          most: 2.5,
        }),
      ),
    );
  }
  return rows;
}

function ms(value: number): string {
  return `${format(value)} ms`;
}
