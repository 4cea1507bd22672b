// What judging members does for a class: its F1 on one half of the photographs after 0, 3, 10 and 30 of those it catches in the other half
// (and of those that come nearest, where it catches fewer) were confirmed or rejected as the captions say. A class is a noun; a
// photograph belongs to it when two of its captions name it.
// Run: npm run bench -- class-judgements --pictures DIR --captions captions.token.txt --list dev.txt
import {
  assigned,
  backgroundOf,
  ClassIndex,
  decide,
  DEFAULT_CALIBRATION,
  lineOfWords,
  type ItemVectors,
} from '@unseen/classes';
import { drawDistinct, seededUniform } from '@unseen/domain/random';
import { loadPack, openEncoder } from '@unseen/encoder';
import { parseArgs } from 'node:util';
import { readCaptions, readNames } from './support/captions.ts';
import { LITE } from './support/engines.ts';
import { NOUNS, showsNoun } from './support/nouns.ts';
import { report } from './support/report.ts';
import { encodePictures } from './support/zero-shot.ts';

/** Nouns that fewer photographs show are left out: their F1 would be noise. */
const LEAST_PHOTOGRAPHS = 16;
const COUNTS = [0, 3, 10, 30];
const DRAWS = 3;

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    pictures: { type: 'string' },
    captions: { type: 'string' },
    list: { type: 'string' },
    pack: { type: 'string', default: LITE },
  },
});
const { pictures, captions, list, pack } = values;
if (pictures === undefined || captions === undefined)
  throw new Error('--pictures and --captions are needed.');
const encoder = await openEncoder({ pack: await loadPack(pack), workers: 1, threads: 1, maxBatch: 8 });
try {
  const said = Map.groupBy(await readCaptions(captions, await readNames(list)), ({ picture }) => picture);
  const names = [...said.keys()];
  const labeled = names.map((label) => ({ path: `${pictures}/${label}`, label }));
  const images = await encodePictures(encoder, labeled);
  const spoken = await Promise.all(
    names.map(async (name) => (await encoder.encodeText(said.get(name)![0]!.text, 'bulk')).global),
  );
  for (const withCaptions of [false, true]) {
    const items = images.map(({ vector }, at): ItemVectors => ({
      image: vector,
      ...(withCaptions && { caption: spoken[at] }),
    }));
    await measure(
      items,
      withCaptions ? 'photographs with their first caption' : 'photographs alone',
      (noun) =>
        names.map((name) =>
          showsNoun(
            noun,
            said.get(name)!.map(({ text }) => text),
          ),
        ),
    );
  }
} finally {
  await encoder.close();
}

async function measure(items: readonly ItemVectors[], of: string, truthOf: (noun: string) => boolean[]) {
  const background = backgroundOf(
    items.filter((_, at) => at % 3 === 0),
    encoder.pack.spaces.global,
  );
  const f1 = COUNTS.map((): number[] => []);
  for (const noun of NOUNS) {
    const truth = truthOf(noun);
    if (truth.filter(Boolean).length < LEAST_PHOTOGRAPHS) continue;
    const encoding = await encoder.encodeText(noun, 'bulk');
    const catching = (shown: readonly number[]) => {
      const entry = {
        id: noun,
        name: noun,
        synonyms: [],
        seen: false,
        status: 'active',
        exemplars: [],
        since: 1,
      } as const;
      const class_ = {
        entry,
        text: encoding.global,
        line: lineOfWords([encoding]),
        exemplars: shown.flatMap((at) => (truth[at] ? items[at]!.image! : [])),
        judged: shown.map((at) => ({ ...items[at]!, belongs: truth[at]! })),
      };
      const index = new ClassIndex([class_], background, encoder.pack.manifest.match?.line);
      return (at: number) => {
        const decision = decide(index, items[at]!, DEFAULT_CALIBRATION);
        return { caught: assigned(decision) !== undefined, match: decision.ranked[0]!.match! };
      };
    };
    for (let draw = 0; draw < DRAWS; draw++) {
      const uniform = seededUniform(draw);
      const judged = new Set(drawDistinct(items.length, items.length / 2, uniform));
      const plain = catching([]);
      const nearest = [...judged].sort((a, b) => plain(b).match - plain(a).match);
      const members = nearest.filter((at) => plain(at).caught);
      for (const [column, count] of COUNTS.entries()) {
        const seen = nearest.slice(0, Math.max(members.length, count));
        const catches = catching(drawDistinct(seen.length, count, uniform).map((at) => seen[at]!));
        const others = [...items.keys()].filter((at) => !judged.has(at));
        f1[column]!.push(f1Of(others.map((at) => [catches(at).caught, truth[at]!])));
      }
    }
  }
  const mean = (column: number) => f1[column]!.reduce((sum, each) => sum + each, 0) / f1[column]!.length;
  report(
    `F1 of classes, ${of}`,
    { value: mean(COUNTS.indexOf(10)) / mean(0), of: 'times as high after ten judgements' },
    {
      classes: f1[0]!.length / DRAWS,
      ...Object.fromEntries(COUNTS.map((count, column) => [`F1 after ${count} judgements`, mean(column)])),
    },
  );
}

function f1Of(outcomes: readonly (readonly [caught: boolean, belongs: boolean])[]): number {
  const right = outcomes.filter(([caught, belongs]) => caught && belongs).length;
  const wrong = outcomes.filter(([caught, belongs]) => caught !== belongs).length;
  return right === 0 ? 0 : (2 * right) / (2 * right + wrong);
}
