// What a large catalogue costs a search that asks nothing of classes: processor time with and without it, interleaved, on one core, and the
// longest turn of the event loop meanwhile, which holds up everybody else. Classes are
// random directions with lines, items are captions; the catalogue is made in memory, so that only searching is measured.
// Run: npm run bench -- class-cost [--classes 10000] [--searches 200]
import {
  backgroundOf,
  ClassIndex,
  DEFAULT_CALIBRATION,
  LiveCatalogue,
  makeLens,
  type ClassVectors,
  type ItemVectors,
} from '@unseen/classes';
import { pointId, type CatalogueClass } from '@unseen/domain';
import { seededNormals } from '@unseen/domain/random';
import { loadPack, openEncoder } from '@unseen/encoder';
import { Searcher } from '@unseen/search';
import { openLanceDb } from '@unseen/vector-store';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DECODE_LIMITS, LITE } from './support/engines.ts';
import { QUERIES } from './support/queries.ts';
import { percentile, report } from './support/report.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: { classes: { type: 'string', default: '10000' }, searches: { type: 'string', default: '200' } },
});
const classCount = Number(values.classes);
const searches = Number(values.searches);
const LOOKS = ['red', 'small', 'old', 'round', 'green', 'wooden'];
const folder = await mkdtemp(join(tmpdir(), 'unseen-bench-class-cost-'));
const encoder = await openEncoder({ pack: await loadPack(LITE), workers: 1, threads: 1, maxBatch: 8 });
const store = await openLanceDb({ dir: folder, optimizeEverySeconds: 0 });
const space = { tenant: 'default', collection: 'default', pack: encoder.pack.id };
const size = encoder.pack.spaces.global;
try {
  const items = await fill();
  const live = catalogueOf(items);
  const searcher = new Searcher({ encoder, store, decodeLimits: DECODE_LIMITS });
  const cost = async (text: string, hitClasses: boolean | undefined, withClasses: boolean) => {
    const before = process.cpuUsage();
    const started = performance.now();
    const lens = withClasses ? makeLens(live, { text, hitClasses }) : undefined;
    await searcher.search({ space, text, lens, cutoff: 'off' });
    const { user, system } = process.cpuUsage(before);
    return { processor: (user + system) / 1_000, wall: performance.now() - started };
  };
  const [without, with_, asked]: [number[], number[], number[]] = [[], [], []];
  for (let n = 0; n < searches; n++) {
    const text = `a ${LOOKS[n % LOOKS.length]} ${QUERIES[n % QUERIES.length]}`;
    // Encoded before, so that none of the two pays for it.
    await cost(text, false, false);
    if (n % 2 === 0) without.push((await cost(text, undefined, false)).processor);
    with_.push((await cost(text, undefined, true)).processor);
    if (n % 2 === 1) without.push((await cost(text, undefined, false)).processor);
    if (n % 20 === 0) asked.push((await cost(text, true, true)).processor);
  }
  const turns: Record<'without' | 'with' | 'asked', number[]> = { without: [], with: [], asked: [] };
  for (let n = 0; n < searches; n++) {
    const text = `a ${LOOKS[n % LOOKS.length]} ${QUERIES[n % QUERIES.length]}`;
    turns.without.push(await longestTurn(() => cost(text, undefined, false)));
    turns.with.push(await longestTurn(() => cost(text, undefined, true)));
    if (n % 10 === 0) turns.asked.push(await longestTurn(() => cost(text, true, true)));
  }
  const median = (samples: readonly number[]) => percentile(samples, 0.5);
  report(
    `A search beside ${classCount} classes`,
    {
      value: median(with_) / median(without),
      of: 'times the processor time of one without classes, medians',
    },
    {
      'without classes, ms': median(without),
      'with them, ms': median(with_),
      'more, ms': median(with_) - median(without),
      'with the class of each hit, ms': median(asked),
      ...Object.fromEntries(
        Object.entries(turns).flatMap(([kind, each]) => [
          [`ms of the longest turn of a search, ${kind}, median`, median(each)],
          [`ms of the longest turn of a search, ${kind}, 99th percentile`, percentile(each, 0.99)],
        ]),
      ),
    },
  );
} finally {
  await store.close();
  await encoder.close();
  await rm(folder, { recursive: true, force: true });
}

/** Milliseconds of processor time of the longest turn of the event loop while something is done: what else runs on the machine does not count. */
async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  const used = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1_000;
  };
  let [longest, last, watching] = [0, used(), true];
  const turn = () => {
    const now = used();
    longest = Math.max(longest, now - last);
    last = now;
    if (watching) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  watching = false;
  return longest;
}

async function fill(): Promise<ItemVectors[]> {
  const captions = LOOKS.flatMap((look) => QUERIES.map((query) => `a ${look} ${query}`)).slice(0, 600);
  const encoded = await Promise.all(captions.map((caption) => encoder.encodeText(caption, 'bulk')));
  await store.ensureSpace(space, size);
  await store.upsert(
    space,
    encoded.map(({ global }, i) => ({
      id: pointId(space, `i${i}`),
      itemId: `i${i}`,
      vectors: { caption: global },
      payload: { captions: [captions[i]!], metadata: {}, hasImage: false, contentHash: '0'.repeat(64) },
    })),
  );
  return encoded.map(({ global }) => ({ caption: global }));
}

function catalogueOf(items: readonly ItemVectors[]): LiveCatalogue {
  const normal = seededNormals(17);
  const vectors = Array.from({ length: classCount }, (_, i): ClassVectors => {
    const entry: CatalogueClass = {
      id: `c${i}`,
      name: `thing ${i}`,
      synonyms: [],
      seen: i % 2 === 0,
      status: 'active',
      exemplars: [],
      since: 1,
    };
    const draw = Float32Array.from({ length: size }, normal);
    const length = Math.hypot(...draw);
    const text = draw.map((value) => value / length);
    const side = { direction: text.map((value) => 10 * value), bias: -3 };
    return { entry, text, exemplars: [], line: { image: side, caption: side } };
  });
  const background = backgroundOf(items.slice(0, 384), size);
  const index = new ClassIndex(vectors, background, encoder.pack.manifest.match?.line);
  return new LiveCatalogue(
    1,
    vectors.map(({ entry }) => entry),
    index,
    background,
    DEFAULT_CALIBRATION,
  );
}
