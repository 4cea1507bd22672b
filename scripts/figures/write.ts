// `npm run figures`: measures on the sample collection and draws the figures of docs/how-it-works.md. How far matches can be believed is measured on
// photographs: npm run figures -- --pictures DIR --captions captions.token.txt [--list FILE]
import { loadPack, openEncoder } from '@unseen/encoder';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LITE } from '../../benchmarks/support/engines.ts';
import { SUBGROUP_CLASSES, UNSEEN_SUBGROUPS } from '../../benchmarks/support/subgroups.ts';
import {
  encodeClasses,
  encodePictures,
  measureZeroShot,
  sampleBySubgroup,
} from '../../benchmarks/support/zero-shot.ts';
import { drawCurves } from './draw-curves.ts';
import { drawReliability } from './draw-reliability.ts';
import { drawWords } from './draw-words.ts';
import { measureReliability } from './measure-reliability.ts';
import { wordsInPicture } from './words-in-picture.ts';

const { values } = parseArgs({
  options: { pictures: { type: 'string' }, captions: { type: 'string' }, list: { type: 'string' } },
});
const { pictures: photographs, captions, list } = values;
const images = new URL('../../docs/images/', import.meta.url);
const folder = await mkdtemp(join(tmpdir(), 'unseen-figures-'));
const encoder = await openEncoder({ pack: await loadPack(LITE), workers: 1, threads: 1, maxBatch: 8 });
try {
  if (photographs !== undefined && captions !== undefined) {
    const measured = await measureReliability(encoder, { folder: photographs, captions, list });
    await writeFile(new URL('how-far-match-goes.svg', images), drawReliability(measured));
    for (const { name, reliability } of measured) {
      process.stdout.write(`${name}: error ${reliability.error.toFixed(4)}\n`);
    }
  }
  const labeled = await sampleBySubgroup(folder);
  const words = await wordsInPicture(encoder, folder, 'horse-racing', 'a man riding a horse');
  await writeFile(new URL('where-words-look.svg', images), drawWords(words));

  const pictures = await encodePictures(
    encoder,
    labeled.filter(({ label }) => label in SUBGROUP_CLASSES),
  );
  const texts = await encodeClasses(encoder, SUBGROUP_CLASSES);
  const runs = [];
  for (const shots of [0, 3]) {
    runs.push({ shots, run: await measureZeroShot(pictures, texts, new Set(UNSEEN_SUBGROUPS), shots, 0) });
  }
  await writeFile(new URL('seen-and-unseen.svg', images), drawCurves(runs));
} finally {
  await encoder.close();
  await rm(folder, { recursive: true, force: true });
}
