// Does a second recall, with the query vector moved towards what IMFA put first, find more than re-scoring twice as many
// candidates of the first? Both score the same number of candidates, which is what costs time.
// Run: npm run bench -- second-recall --pictures DIR --captions captions.token.txt --list dev.txt [--gallery 3000] [--queries 1000]
import { Embedder } from '@unseen/ingest';
import { loadPack, openEncoder } from '@unseen/encoder';
import { ImfaScorer, innerProduct, type PictureCandidate } from '@unseen/imfa';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCaptions, readNames } from './support/captions.ts';
import { DECODE_LIMITS, LITE } from './support/engines.ts';
import { pictureFiles } from './support/options.ts';
import { report } from './support/report.ts';

/** Candidates scored per query, in all. */
const BUDGET = 100;
/** Hits of the first round that move the query vector, and how far. */
const FEEDBACK = [
  { hits: 1, share: 0.2 },
  { hits: 3, share: 0.2 },
  { hits: 3, share: 0.4 },
  { hits: 10, share: 0.4 },
];

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    pictures: { type: 'string' },
    captions: { type: 'string' },
    list: { type: 'string' },
    gallery: { type: 'string', default: '3000' },
    queries: { type: 'string', default: '1000' },
  },
});
if (values.pictures === undefined || values.captions === undefined || values.list === undefined)
  throw new Error('Name --pictures, --captions and --list.');
const wanted = (await readNames(values.list))!;
const others = (await pictureFiles(values.pictures, Infinity)).map((file) => basename(file));
const names = [...new Set([...wanted, ...others])].slice(0, Number(values.gallery));
const captions = await readCaptions(values.captions, wanted);
const every = Math.max(1, Math.floor(captions.length / Number(values.queries)));
const queries = captions.filter((_, i) => i % every === 0);

const encoder = await openEncoder({ pack: await loadPack(LITE) });
try {
  const embedder = new Embedder(encoder, DECODE_LIMITS);
  const gallery: PictureCandidate[] = [];
  for (let start = 0; start < names.length; start += 64) {
    const batch = names.slice(start, start + 64).map(async (name) => {
      const { vector, regions } = await embedder.picture(
        await readFile(join(values.pictures!, name)),
        'bulk',
      );
      return { imageGlobal: vector, regions };
    });
    gallery.push(...(await Promise.all(batch)));
  }
  const scorer = new ImfaScorer(encoder, encoder.pack.spaces);
  const places = new Map(names.map((name, i) => [name, i]));
  const found: Record<string, number[]> = {};
  const note = (name: string, rank: number) => (found[name] ??= []).push(rank);
  for (const { picture, text } of queries) {
    const encoding = await encoder.encodeText(text, 'interactive');
    const right = places.get(picture)!;
    const known = new Map<number, number>();
    const score = async (positions: readonly number[]) => {
      const fresh = positions.filter((position) => !known.has(position));
      const { scores } = await scorer.scoreImages(
        encoding,
        fresh.map((position) => gallery[position]!),
        'imfa',
      );
      fresh.forEach((position, i) => known.set(position, scores[i]!));
    };
    const first = nearest(encoding.global);
    await score(first.slice(0, BUDGET));
    const rankIn = (positions: readonly number[]) => {
      const own = known.get(right);
      if (own === undefined || !positions.includes(right)) return Infinity;
      return 1 + positions.filter((position) => position !== right && known.get(position)! >= own).length;
    };
    note('one recall', rankIn(first.slice(0, BUDGET)));
    const half = first.slice(0, BUDGET / 2);
    const best = [...half].sort((a, b) => known.get(b)! - known.get(a)!);
    for (const { hits, share } of FEEDBACK) {
      const moved = towards(
        encoding.global,
        best.slice(0, hits).map((position) => gallery[position]!.imageGlobal),
        share,
      );
      const more = nearest(moved)
        .filter((position) => !half.includes(position))
        .slice(0, BUDGET / 2);
      await score(more);
      note(`second recall, ${hits} hits at ${share}`, rankIn([...half, ...more]));
    }
  }
  const share = (ranks: readonly number[], cut: number) =>
    (100 * ranks.filter((rank) => rank <= cut).length) / ranks.length;
  const one = found['one recall']!;
  const bestOther = Math.max(
    ...Object.entries(found)
      .slice(1)
      .map(([, ranks]) => share(ranks, 10)),
  );
  report(
    `A second recall at ${BUDGET} scored candidates`,
    { value: bestOther / share(one, 10), of: 'times the R@10 of one recall (the best setting)' },
    {
      gallery: gallery.length,
      queries: queries.length,
      ...Object.fromEntries(
        Object.entries(found).map(([name, ranks]) => [
          name,
          `R@1 ${share(ranks, 1).toFixed(1)}, R@10 ${share(ranks, 10).toFixed(1)}, among the candidates ${share(ranks, Number.MAX_VALUE).toFixed(1)}, `,
        ]),
      ),
    },
  );

  function nearest(vector: Float32Array): number[] {
    const scores = gallery.map(({ imageGlobal }) => innerProduct(vector, imageGlobal));
    return [...scores.keys()].sort((a, b) => scores[b]! - scores[a]!).slice(0, 2 * BUDGET);
  }
} finally {
  await encoder.close();
}

/** The query moved towards the mean of some pictures, of length 1. */
function towards(query: Float32Array, pictures: readonly Float32Array[], share: number): Float32Array {
  const mean = query.map((_, i) => pictures.reduce((sum, picture) => sum + picture[i]!, 0));
  const length = Math.sqrt(innerProduct(mean, mean)) || 1;
  const moved = query.map((value, i) => (1 - share) * value + (share * mean[i]!) / length);
  const norm = Math.sqrt(innerProduct(moved, moved));
  return moved.map((value) => value / norm);
}
