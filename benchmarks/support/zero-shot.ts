// Generalized zero-shot accuracy over labeled pictures: what a benchmark reports and a figure of the docs draws.
import {
  accuracy,
  backgroundOf,
  ClassIndex,
  decide,
  DEFAULT_CALIBRATION,
  learnCalibration,
  promptGroups,
  textPrototype,
  type Accuracy,
} from '@unseen/classes';
import type { Encoder } from '@unseen/encoder';
import { decodeImage } from '@unseen/imaging';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSample } from '../../apps/standalone/src/sample/build-sample.ts';
import type { LabeledPicture } from './labeled-by-captions.ts';
import { DECODE_LIMITS } from './engines.ts';
import type { ClassText } from './subgroups.ts';

/** Factors the curve of unseen over seen is drawn with, from seen always first to never, in standard deviations. */
const FACTORS = Array.from({ length: 33 }, (_, i) => (i - 16) / 2);

/** A picture's global vector and the class it is said to be. */
export interface EncodedPicture {
  readonly label: string;
  readonly vector: Float32Array;
}

/** How well one draw of exemplars tells pictures apart. Shares, 0 to 1, averaged over classes. */
export interface ZeroShotRun {
  readonly plain: { readonly top1: Accuracy; readonly top5: Accuracy };
  readonly calibrated: { readonly top1: Accuracy; readonly top5: Accuracy };
  /** Top-1 of unseen pictures when only unseen classes may answer. */
  readonly amongUnseen: number;
  /** Top-1 for each factor that seen classes give up. */
  readonly curve: readonly Accuracy[];
}

/** Writes the sample collection into a folder and labels its pictures by subgroup. */
export async function sampleBySubgroup(folder: string): Promise<LabeledPicture[]> {
  await buildSample(folder);
  const lines = (await readFile(join(folder, 'sample.jsonl'), 'utf8')).trim().split('\n');
  return lines.map((line) => {
    const { image, metadata } = JSON.parse(line) as { image: string; metadata: { subgroup: string } };
    return { path: join(folder, image), label: metadata.subgroup };
  });
}

/** Text prototypes of classes by their keys. */
export async function encodeClasses(model: Encoder, classes: Readonly<Record<string, ClassText>>) {
  const encoded = Object.entries(classes).map(async ([key, words]) => {
    const groups = promptGroups(words).map((group) =>
      Promise.all(group.map(async (text) => (await model.encodeText(text, 'bulk')).global)),
    );
    return [key, textPrototype(await Promise.all(groups))] as const;
  });
  return new Map(await Promise.all(encoded));
}

/** Global vectors of pictures, in their order. */
export async function encodePictures(
  model: Encoder,
  labeled: readonly LabeledPicture[],
): Promise<EncodedPicture[]> {
  const encoded: EncodedPicture[] = [];
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

/**
 * One split: which pictures serve as exemplars is drawn anew. Seen classes have half of their pictures as exemplars.
 * @param shots - exemplars of each unseen class
 */
export async function measureZeroShot(
  pictures: readonly EncodedPicture[],
  texts: ReadonlyMap<string, Float32Array>,
  unseen: ReadonlySet<string>,
  shots: number,
  split: number,
): Promise<ZeroShotRun> {
  const judged: EncodedPicture[] = [];
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
    curve: FACTORS.map((seenFactor) => accuracy(firsts(index, judged, unseen, seenFactor), 1)),
  };
}

/** What comes first for each picture when seen classes give up a factor. */
function firsts(
  index: ClassIndex,
  judged: readonly EncodedPicture[],
  unseen: ReadonlySet<string>,
  factor: number,
) {
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
