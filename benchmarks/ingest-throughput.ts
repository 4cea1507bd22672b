// Pictures per second of a whole bulk job, against a bare loop of sharp decode and the same ONNX graphs on the same
// threads and batch size, in this process. The bare loop overlaps decoding with inference, as any sensible loop would.
// Run: npm run bench -- ingest-throughput [--pictures DIR] [--count 1000]
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { mkdtemp, link, copyFile, rm } from 'node:fs/promises';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { LITE, openEngines, runJob } from './support/engines.ts';
import { pictureFiles, readOptions } from './support/options.ts';
import { report } from './support/report.ts';

const SIZE = 224;
const PIXELS = SIZE * SIZE;

/** Decodes a batch to normalized planes. */
async function decode(files: readonly string[]): Promise<Float32Array> {
  const planes = new Float32Array(files.length * 3 * PIXELS);
  await Promise.all(
    files.map(async (file, n) => {
      const rgb = await sharp(await readFile(file))
        .rotate()
        .flatten({ background: '#fff' })
        .toColorspace('srgb')
        .resize(SIZE, SIZE, { fit: 'fill', kernel: 'cubic' })
        .raw()
        .toBuffer();
      const channels = rgb.length / PIXELS;
      for (let c = 0; c < 3; c++) {
        const offset = (n * 3 + c) * PIXELS;
        for (let i = 0; i < PIXELS; i++)
          planes[offset + i] = (rgb[i * channels + Math.min(c, channels - 1)]! - 127) / 128;
      }
    }),
  );
  return planes;
}

async function bareLoop(files: readonly string[], threads: number, batch: number): Promise<number> {
  const settings = { intraOpNumThreads: threads, interOpNumThreads: 1 };
  const encoder = await InferenceSession.create(join(LITE, 'image-encoder.onnx'), settings);
  const head = await InferenceSession.create(join(LITE, 'image-head.onnx'), settings);
  const batches = Array.from({ length: Math.ceil(files.length / batch) }, (_, i) =>
    files.slice(i * batch, (i + 1) * batch),
  );
  const run = async (planes: Float32Array, count: number) => {
    const { features } = await encoder.run({ pixels: new Tensor('float32', planes, [count, 3, SIZE, SIZE]) });
    await head.run({ features: features! });
  };
  await run(await decode(batches[0]!), batches[0]!.length);
  const started = performance.now();
  let next = decode(batches[0]!);
  for (const [i, files] of batches.entries()) {
    const planes = await next;
    if (i + 1 < batches.length) next = decode(batches[i + 1]!);
    await run(planes, files.length);
  }
  const seconds = (performance.now() - started) / 1000;
  await encoder.release();
  await head.release();
  return files.length / seconds;
}

const options = readOptions(1_000);
const files = await pictureFiles(options.pictures, options.count);
const folder = await mkdtemp(join(tmpdir(), 'unseen-bench-pictures-'));
await Promise.all(
  files.map((file) =>
    link(file, join(folder, basename(file))).catch(() => copyFile(file, join(folder, basename(file)))),
  ),
);
const engines = await openEngines(folder, options);
try {
  const rates: { bare: number; job: number }[] = [];
  // Alternating, so that a machine that drifts drifts for both.
  for (let round = 0; round < 3; round++) {
    const bare = await bareLoop(files, options.threads, options.batch);
    const { seconds, done } = await runJob(engines, `round-${round}`, '.');
    rates.push({ bare, job: done / seconds });
  }
  const ratios = rates.map(({ bare, job }) => job / bare).sort((a, b) => a - b);
  report(
    'Ingest throughput',
    { value: ratios[1]!, of: 'of a bare loop of decode and inference (median of 3 rounds)' },
    Object.fromEntries([
      ['pictures', files.length],
      ...rates.flatMap(({ bare, job }, i) => [
        [`pictures/s, bare loop, round ${i + 1}`, bare],
        [`pictures/s, bulk job, round ${i + 1}`, job],
      ]),
    ]),
  );
} finally {
  await engines.close();
  await rm(folder, { recursive: true, force: true });
}
