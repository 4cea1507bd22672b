// What `not` takes away: common nouns, things that no photograph shows, and texts that nobody understands, against what captions say. A
// photograph shows a noun when two of its captions name it. Searched for is "a picture", which every item is, so that all that goes is
// taken by `not`; the items are the photographs alone, and the photographs with the first of their captions.
// Run: npm run bench -- unwanted --pictures DIR --captions captions.token.txt --list dev.txt
import { pointId } from '@unseen/domain';
import { loadPack, openEncoder } from '@unseen/encoder';
import { Searcher } from '@unseen/search';
import { openLanceDb } from '@unseen/vector-store';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DECODE_LIMITS, LITE } from './support/engines.ts';
import { NOUNS, showsNoun } from './support/nouns.ts';
import { encodePhotographs } from './support/photographs.ts';
import { report } from './support/report.ts';

/** Nobody photographs these in a collection of people and animals outdoors; those that a caption names are left out. */
const ABSENT =
  'accordion anvil armadillo avocado beehive cactus chandelier crocodile dolphin escalator flamingo galaxy giraffe harp iceberg kangaroo lighthouse lobster microscope octopus owl penguin piano rhinoceros spaceship stethoscope submarine toaster volcano walrus zebra'.split(
    ' ',
  );
const NOT_UNDERSTOOD = ['qwzx', 'asdf jkl', 'xxxxxxxx', 'Schnee', 'das Wasser', '狗', '🐶', 'собака'];
/** The window of a search holds no more, so that every item can go, and be seen to go. */
const MOST = 1_000;
const PAGE = 200;

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    pictures: { type: 'string' },
    captions: { type: 'string' },
    list: { type: 'string' },
    pack: { type: 'string', default: LITE },
  },
});
const { pictures, captions, list } = values;
if (pictures === undefined || captions === undefined)
  throw new Error('--pictures and --captions are needed.');
const folder = await mkdtemp(join(tmpdir(), 'unseen-bench-unwanted-'));
const encoder = await openEncoder({ pack: await loadPack(values.pack), workers: 1, threads: 1, maxBatch: 8 });
const store = await openLanceDb({ dir: folder, optimizeEverySeconds: 0 });
try {
  const all = await encodePhotographs(encoder, { folder: pictures, captions, list });
  const photographs = all.slice(0, MOST);
  const searcher = new Searcher({ encoder, store, decodeLimits: DECODE_LIMITS });
  for (const withCaptions of [false, true]) {
    const space = { tenant: 'default', collection: `captions-${withCaptions}`, pack: encoder.pack.id };
    await store.ensureSpace(space, encoder.pack.spaces.global);
    await store.upsert(
      space,
      photographs.map(({ name, captions: said, evidence: { image, caption, regions } }) => ({
        id: pointId(space, name),
        itemId: name,
        vectors: { image, ...(withCaptions && { caption }) },
        regions,
        payload: {
          captions: withCaptions ? [said[0]!] : [],
          metadata: {},
          hasImage: true,
          contentHash: '0'.repeat(64),
        },
      })),
    );
    const without = async (not: string) => {
      const left = new Set<string>();
      let cursor: string | undefined;
      do {
        const page = await searcher.search({
          space,
          text: 'a picture',
          not,
          candidates: MOST,
          limit: PAGE,
          rescore: 'none',
          cursor,
        });
        for (const { id } of page.hits) left.add(id);
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      return photographs.filter(({ name }) => !left.has(name));
    };
    let [shown, taken, right] = [0, 0, 0];
    for (const noun of NOUNS) {
      const shows = new Set(photographs.filter(({ captions: said }) => showsNoun(noun, said)));
      const gone = await without(noun);
      shown += shows.size;
      taken += gone.length;
      right += gone.filter((each) => shows.has(each)).length;
    }
    const shareGone = async (texts: readonly string[]) => {
      let gone = 0;
      for (const text of texts) gone += (await without(text)).length;
      return gone / (texts.length * photographs.length);
    };
    const said = photographs.flatMap(({ captions: each }) => each).join(' ');
    const absent = ABSENT.filter((thing) => !new RegExp(`\\b${thing}`, 'i').test(said));
    report(
      `not, ${photographs.length} photographs ${withCaptions ? 'with their first caption' : 'alone'}, ${NOUNS.length} nouns`,
      { value: right / shown, of: 'of what shows the unwanted thing goes' },
      {
        'of what goes shows it': right / taken,
        [`goes for ${absent.length} things that are not there`]: await shareGone(absent),
        [`goes for ${NOT_UNDERSTOOD.length} texts that are not understood`]: await shareGone(NOT_UNDERSTOOD),
      },
    );
  }
} finally {
  await store.close();
  await encoder.close();
  await rm(folder, { recursive: true, force: true });
}
