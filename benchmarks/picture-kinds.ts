// Pictures per second of a bulk job over HEIC and over raw files, against the same pictures as JPEG, in the same run. Nothing here encodes HEVC: name a
// file of a phone with --heic, its pixels become the JPEG and the raw file's preview; without one a picture of 64 x 48 pixels stands in, which says
// little. Run: npm run bench -- picture-kinds --heic FILE [--count 100]
import { decodeImage } from '@unseen/imaging';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { HEIC_PICTURES } from '../libs/imaging/src/testing/heic-pictures.ts';
import { rawFile } from '../libs/imaging/src/testing/raw-file.ts';
import { DECODE_LIMITS, openEngines, runJob } from './support/engines.ts';
import { percentile, report } from './support/report.ts';

const ROUNDS = 3;
const { values } = parseArgs({
  options: {
    heic: { type: 'string' },
    count: { type: 'string', default: '100' },
    threads: { type: 'string', default: '2' },
    edge: { type: 'string', default: '3024' },
  },
});
const heic = values.heic === undefined ? HEIC_PICTURES.get(1)! : await readFile(values.heic);
const edge = Number(values.edge);

/** The pixels of the HEIC picture, as large as phones take them, as a JPEG. */
const square = await decodeImage(heic, { size: 1_024, fit: 'fill', kernel: 'cubic' }, DECODE_LIMITS);
const jpeg = await sharp(square, { raw: { width: 1_024, height: 1_024, channels: 3 } })
  .resize(edge, edge, { fit: 'fill' })
  .jpeg({ quality: 90 })
  .toBuffer();
const kinds = { jpg: jpeg, heic, dng: rawFile(1, jpeg) };

const folder = await mkdtemp(join(tmpdir(), 'unseen-bench-kinds-'));
for (const [kind, bytes] of Object.entries(kinds)) {
  await mkdir(join(folder, kind));
  // Each file differs: one picture under many names would be stored once.
  for (let at = 0; at < Number(values.count); at++)
    await writeFile(
      join(folder, kind, `${at}.${kind}`),
      Buffer.concat([bytes, Buffer.from([0, 0, 0, 12, 102, 114, 101, 101, 0, 0, at >> 8, at & 255])]),
    );
}
const engines = await openEngines(folder, { threads: Number(values.threads), batch: 8 });
try {
  const rates: Record<keyof typeof kinds, number[]> = { jpg: [], heic: [], dng: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const kind of ['jpg', 'heic', 'dng'] as const) {
      const { seconds, done, failed } = await runJob(engines, `${kind}-${round}`, kind);
      if (failed > 0) throw new Error(`${failed} of the ${kind} files failed`);
      rates[kind].push(done / seconds);
    }
  }
  const ratio = (kind: 'heic' | 'dng') =>
    percentile(
      rates[kind].map((rate, round) => rate / rates.jpg[round]!),
      0.5,
    );
  report(
    'Kinds of pictures',
    { value: ratio('heic'), of: 'of the speed of JPEG, HEIC (median of 3 rounds)' },
    {
      'of the speed of JPEG, raw files': ratio('dng'),
      ...Object.fromEntries(
        Object.entries(rates).map(([kind, all]) => [`pictures/s, ${kind}`, percentile(all, 0.5)]),
      ),
      'bytes, jpg': jpeg.length,
      'bytes, heic': heic.length,
    },
  );
} finally {
  await engines.close();
  await rm(folder, { recursive: true, force: true });
}
