// Generalized zero-shot accuracy of classes: seen ones have half of their pictures as exemplars, unseen ones 0, 1 or 3; top-1 and
// top-5 per class average, without and with the calibration a catalogue learns from its own seen exemplars. Pictures only.
// Run: npm run bench -- class-accuracy            the sample collection by its subgroups
//      npm run bench -- class-accuracy --pictures DIR --captions captions.token.txt --list dev.txt      photographs by concepts
//      --pack DIR measures another model pack, such as one whose training held the unseen concepts out
import {
  accuracy,
  areaUnderSeenUnseen,
  backgroundOf,
  ClassIndex,
  decide,
  DEFAULT_CALIBRATION,
  learnCalibration,
  promptGroups,
  textPrototype,
  type Accuracy,
} from '@unseen/catalogue';
import { loadPack, openEncoder, type Encoder } from '@unseen/encoder';
import { decodeImage } from '@unseen/imaging';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSample } from '../apps/standalone/src/sample/build-sample.ts';
import {
  CONCEPT_CLASSES,
  labeledByCaptions,
  UNSEEN_CONCEPTS,
  type LabeledPicture,
} from './support/concepts.ts';
import { DECODE_LIMITS, LITE } from './support/engines.ts';
import { report } from './support/report.ts';
import { SUBGROUP_CLASSES, UNSEEN_SUBGROUPS, type ClassText } from './support/subgroups.ts';

const SPLITS = 3;
/** Factors the curve is drawn with, from seen always first to never. */
const FACTORS = Array.from({ length: 33 }, (_, i) => (i - 16) / 2);
const { values } = parseArgs({
  allowPositionals: true,
  options: {
    pictures: { type: 'string' },
    captions: { type: 'string' },
    list: { type: 'string' },
    pack: { type: 'string', default: LITE },
  },
});
const folder = await mkdtemp(join(tmpdir(), 'unseen-bench-classes-'));
const encoder = await openEncoder({ pack: await loadPack(values.pack), workers: 1, threads: 1, maxBatch: 8 });
try {
  const photographs = values.pictures !== undefined;
  const labeled = photographs
    ? await labeledByCaptions(values.pictures!, values.captions!, values.list!)
    : await sampleBySubgroup();
  const classes = photographs ? CONCEPT_CLASSES : SUBGROUP_CLASSES;
  const unseen = new Set(photographs ? UNSEEN_CONCEPTS : UNSEEN_SUBGROUPS);
  const texts = await encodeClasses(encoder, classes);
  const pictures = await encodePictures(
    encoder,
    labeled.filter(({ label }) => label in classes),
  );
  for (const shots of [0, 1, 3]) {
    const runs: Awaited<ReturnType<typeof measure>>[] = [];
    for (let split = 0; split < SPLITS; split++)
      runs.push(await measure(pictures, texts, unseen, shots, split));
    const mean = (pick: (run: (typeof runs)[number]) => number) =>
      runs.reduce((sum, run) => sum + 100 * pick(run), 0) / runs.length;
    const row = (name: string, of: (run: (typeof runs)[number]) => Accuracy) => ({
      [`${name}, seen`]: mean((run) => of(run).seen),
      [`${name}, unseen`]: mean((run) => of(run).unseen),
      [`${name}, H`]: mean((run) => of(run).harmonic),
    });
    report(
      `Accuracy with ${shots} exemplars of each unseen class`,
      {
        value: mean((run) => run.calibrated.top1.harmonic) / mean((run) => run.plain.top1.harmonic),
        of: 'times the H without calibration',
      },
      {
        pictures: pictures.length,
        classes: texts.size,
        ...row('top-1', (run) => run.plain.top1),
        ...row('top-5', (run) => run.plain.top5),
        ...row('calibrated top-1', (run) => run.calibrated.top1),
        ...row('calibrated top-5', (run) => run.calibrated.top5),
        'top-1 among the unseen classes alone': mean((run) => run.amongUnseen),
        'area under the curve of unseen over seen': mean((run) => run.ausuc),
      },
    );
  }
} finally {
  await encoder.close();
  await rm(folder, { recursive: true, force: true });
}

async function sampleBySubgroup(): Promise<LabeledPicture[]> {
  await buildSample(folder);
  const lines = (await readFile(join(folder, 'sample.jsonl'), 'utf8')).trim().split('\n');
  return lines.map((line) => {
    const { image, metadata } = JSON.parse(line) as { image: string; metadata: { subgroup: string } };
    return { path: join(folder, image), label: metadata.subgroup };
  });
}

async function encodeClasses(model: Encoder, classes: Readonly<Record<string, ClassText>>) {
  const encoded = Object.entries(classes).map(async ([key, words]) => {
    const groups = promptGroups(words).map((group) =>
      Promise.all(group.map(async (text) => (await model.encodeText(text, 'bulk')).global)),
    );
    return [key, textPrototype(await Promise.all(groups))] as const;
  });
  return new Map(await Promise.all(encoded));
}

interface Encoded {
  readonly label: string;
  readonly vector: Float32Array;
}

async function encodePictures(model: Encoder, labeled: readonly LabeledPicture[]): Promise<Encoded[]> {
  const encoded: Encoded[] = [];
  let next = 0;
  const work = async () => {
    while (next < labeled.length) {
      const at = next++;
      const { path, label } = labeled[at]!;
      const pixels = await decodeImage(await readFile(path), model.imageSpec, DECODE_LIMITS);
      encoded[at] = { label, vector: (await model.encodeImage(pixels, 'bulk')).global };
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return encoded;
}

/** One split: which pictures serve as exemplars is drawn anew. */
async function measure(
  pictures: readonly Encoded[],
  texts: ReadonlyMap<string, Float32Array>,
  unseen: ReadonlySet<string>,
  shots: number,
  split: number,
) {
  const judged: Encoded[] = [];
  const vectors = [...texts].map(([key, text]) => {
    const own = shuffled(
      pictures.filter(({ label }) => label === key),
      split,
    );
    const known = unseen.has(key) ? shots : Math.min(64, Math.floor(own.length / 2));
    // The same pictures of unseen classes are judged whatever the number of exemplars.
    judged.push(...own.slice(unseen.has(key) ? 3 : known));
    const entry = {
      id: key,
      name: key,
      synonyms: [],
      seen: !unseen.has(key),
      status: 'active' as const,
      exemplars: [],
      since: 1,
    };
    return { entry, text, exemplars: own.slice(0, known).map(({ vector }) => vector) };
  });
  const sample = pictures.filter((_, at) => at % 3 === 0).map(({ vector }) => ({ image: vector }));
  const background = backgroundOf(sample, texts.values().next().value!.length);
  const index = new ClassIndex(vectors, background);
  const predict = (calibration: typeof DEFAULT_CALIBRATION) =>
    judged.map(({ label, vector }) => ({
      truth: label,
      seen: !unseen.has(label),
      ranked: decide(index, { image: vector }, calibration).ranked.map(({ entry }) => entry.id),
    }));
  const plain = predict(DEFAULT_CALIBRATION);
  const calibrated = predict((await learnCalibration(vectors, background)).calibration);
  const strangers = plain
    .filter(({ seen }) => !seen)
    .map((each) => ({ ...each, ranked: each.ranked.filter((id) => unseen.has(id)) }));
  return {
    plain: { top1: accuracy(plain, 1), top5: accuracy(plain, 5) },
    calibrated: { top1: accuracy(calibrated, 1), top5: accuracy(calibrated, 5) },
    amongUnseen: accuracy(strangers, 1).unseen,
    ausuc: areaUnderSeenUnseen(
      FACTORS.map((seenFactor) => accuracy(firsts(index, judged, unseen, seenFactor), 1)),
    ),
  };
}

/** What comes first for each picture when seen classes give up a factor. */
function firsts(index: ClassIndex, judged: readonly Encoded[], unseen: ReadonlySet<string>, factor: number) {
  return judged.map(({ label, vector }) => {
    const scores = index
      .compare({ image: vector })
      .map(({ score, index: at }) => ({ id: index.classes[at]!.entry.id, score }));
    const best = scores.reduce((a, b) => (calibrated(b) > calibrated(a) ? b : a));
    return { truth: label, seen: !unseen.has(label), ranked: [best.id] };
  });
  function calibrated({ id, score }: { id: string; score: number }): number {
    return unseen.has(id) ? score : score - factor;
  }
}

/** The same order for the same split: Fisher and Yates with a small generator. */
function shuffled<T>(list: readonly T[], split: number): T[] {
  const result = [...list];
  let state = split + 1;
  for (let at = result.length - 1; at > 0; at--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (at + 1));
    [result[at], result[other]] = [result[other]!, result[at]!];
  }
  return result;
}
