// Generalized zero-shot accuracy of classes: seen ones have half of their pictures as exemplars, unseen ones 0, 1 or 3; top-1 and
// top-5 per class average, without and with the calibration a catalogue learns from its own seen exemplars. Pictures only.
// Run: npm run bench -- class-accuracy            the sample collection by its subgroups
//      npm run bench -- class-accuracy --pictures DIR --captions captions.token.txt --list dev.txt      photographs by concepts
//      npm run bench -- class-accuracy --pictures DIR --captions captions.token.txt --split split.json --pack PACK
//                                              photographs by the classes of a split, with a pack trained on its training part:
//                                              neither catalogue nor model has seen the unseen ones
import { areaUnderSeenUnseen, type Accuracy } from '@unseen/classes';
import { loadPack, openEncoder } from '@unseen/encoder';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ClassTask } from './support/class-task.ts';
import { CONCEPT_CLASSES, conceptsNamed, UNSEEN_CONCEPTS } from './support/concepts.ts';
import { LITE } from './support/engines.ts';
import { labeledByCaptions } from './support/labeled-by-captions.ts';
import { report } from './support/report.ts';
import { classesOfSplit } from './support/split-classes.ts';
import { SUBGROUP_CLASSES, UNSEEN_SUBGROUPS } from './support/subgroups.ts';
import {
  encodeClasses,
  encodePictures,
  measureZeroShot,
  sampleBySubgroup,
  type ZeroShotRun,
} from './support/zero-shot.ts';

const SPLITS = 3;
const { values } = parseArgs({
  allowPositionals: true,
  options: {
    pictures: { type: 'string' },
    captions: { type: 'string' },
    list: { type: 'string' },
    split: { type: 'string' },
    pack: { type: 'string', default: LITE },
  },
});
const folder = await mkdtemp(join(tmpdir(), 'unseen-bench-classes-'));
const encoder = await openEncoder({ pack: await loadPack(values.pack), workers: 1, threads: 1, maxBatch: 8 });
try {
  const { labeled, classes, unseen } = await task();
  const texts = await encodeClasses(encoder, classes);
  const pictures = await encodePictures(
    encoder,
    labeled.filter(({ label }) => label in classes),
  );
  for (const shots of [0, 1, 3]) {
    const runs: ZeroShotRun[] = [];
    for (let split = 0; split < SPLITS; split++)
      runs.push(await measureZeroShot(pictures, texts, unseen, shots, split));
    const mean = (pick: (run: ZeroShotRun) => number) =>
      runs.reduce((sum, run) => sum + 100 * pick(run), 0) / runs.length;
    const row = (name: string, of: (run: ZeroShotRun) => Accuracy) => ({
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
        'top-1 H with the best factor there is': mean((run) =>
          Math.max(...run.curve.map(({ harmonic }) => harmonic)),
        ),
        'top-1 among the unseen classes alone': mean((run) => run.amongUnseen),
        'area under the curve of unseen over seen': mean((run) => areaUnderSeenUnseen(run.curve)),
      },
    );
  }
} finally {
  await encoder.close();
  await rm(folder, { recursive: true, force: true });
}

/** What the options ask to measure on. */
async function task(): Promise<ClassTask> {
  const { pictures, captions, list, split } = values;
  if (pictures === undefined)
    return {
      labeled: await sampleBySubgroup(folder),
      classes: SUBGROUP_CLASSES,
      unseen: new Set(UNSEEN_SUBGROUPS),
    };
  if (split !== undefined) return classesOfSplit(pictures, captions!, split);
  const names = new Set((await readFile(list!, 'utf8')).split('\n').map((line) => line.trim()));
  return {
    labeled: await labeledByCaptions(pictures, captions!, names, conceptsNamed),
    classes: CONCEPT_CLASSES,
    unseen: new Set(UNSEEN_CONCEPTS),
  };
}
