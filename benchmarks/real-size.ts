// Public models in the sizes they are used in, with random weights: pictures a second, milliseconds a text and memory of the encoder, each
// against a bare onnxruntime loop over the same export with as many threads (a text: one), in processes of their own that take turns.
// Run: npm run bench -- real-size [--only clip-vit-base-patch32] [--count 64] [--texts 32] [--rounds 3] [--threads 2] [--batch 8]
import { addPack } from '@unseen/encoder';
import { REAL_ARCHITECTURES, writeExport } from '@unseen/encoder/testing';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { peakMib } from './embedded/process.ts';
import type { Done, Setting, Task } from './real-size/task.ts';
import { report } from './support/report.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    count: { type: 'string', default: '64' },
    texts: { type: 'string', default: '32' },
    rounds: { type: 'string', default: '3' },
    threads: { type: 'string', default: String(availableParallelism()) },
    batch: { type: 'string', default: '8' },
  },
});

/** One of the two processes. */
class Side {
  readonly #child: ChildProcess;

  constructor(script: string, setting: Setting) {
    const path = fileURLToPath(new URL(`./real-size/${script}.ts`, import.meta.url));
    this.#child = fork(path, [JSON.stringify(setting)], { execArgv: ['--conditions=unseen-source'] });
  }

  /** @returns seconds that the task took */
  async run(task: Task): Promise<number> {
    this.#child.send(task);
    const [done] = (await once(this.#child, 'message')) as [Done];
    return done.seconds;
  }

  /** The most it had resident, in MiB. */
  memory(): Promise<number> {
    return peakMib(this.#child.pid!);
  }

  async close(): Promise<void> {
    const gone = once(this.#child, 'exit');
    this.#child.disconnect();
    await gone;
  }
}

const median = (all: readonly number[]): number => [...all].sort((a, b) => a - b)[all.length >> 1]!;

async function compare(name: keyof typeof REAL_ARCHITECTURES, int8: boolean, folder: string): Promise<void> {
  const architecture = REAL_ARCHITECTURES[name];
  const variant = int8 ? 'int8' : undefined;
  const [exported, pack] = [join(folder, 'export'), join(folder, 'pack')];
  await writeExport(exported, architecture, { int8 });
  await addPack({ source: exported, target: pack, name, variant });
  const setting: Setting = {
    exported,
    pack,
    suffix: int8 ? '_int8' : '',
    size: architecture.size,
    // What the text below has with its two special tokens; a SigLIP's texts are all as long as they may be.
    tokens: architecture.family === 'siglip' ? architecture.text.maxTokens : 12,
    threads: Number(values.threads),
    batch: Number(values.batch),
  };
  const sides = { bare: new Side('bare', setting), unseen: new Side('unseen', setting) };
  const seconds = {
    bare: { images: [] as number[], texts: [] as number[] },
    unseen: { images: [] as number[], texts: [] as number[] },
  };
  const tasks: Task[] = [
    { kind: 'images', count: Number(values.count) },
    { kind: 'texts', count: Number(values.texts) },
  ];
  try {
    for (const side of Object.values(sides))
      for (const { kind } of tasks) await side.run({ kind, count: setting.batch });
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const task of tasks) {
        const order = round % 2 === 0 ? (['bare', 'unseen'] as const) : (['unseen', 'bare'] as const);
        for (const side of order) seconds[side][task.kind].push(await sides[side].run(task));
      }
    }
    const ratios = (kind: Task['kind']) =>
      median(seconds.bare[kind].map((bare, at) => bare / seconds.unseen[kind][at]!));
    const [images, texts] = tasks.map(({ count }) => count) as [number, number];
    const memory = { bare: await sides.bare.memory(), unseen: await sides.unseen.memory() };
    report(
      `${name}, ${int8 ? 'int8' : 'fp32'}`,
      { value: ratios('images'), of: 'of the pictures a second of a bare loop (0.9 or more)' },
      {
        'of the texts a second of a bare loop': ratios('texts'),
        'of its memory': memory.unseen / memory.bare,
        'pictures/s, bare loop': images / median(seconds.bare.images),
        'pictures/s, Unseen': images / median(seconds.unseen.images),
        'ms a text, bare loop': (1_000 * median(seconds.bare.texts)) / texts,
        'ms a text, Unseen': (1_000 * median(seconds.unseen.texts)) / texts,
        'MiB at most, bare loop': memory.bare,
        'MiB at most, Unseen': memory.unseen,
      },
    );
  } finally {
    await Promise.all(Object.values(sides).map((side) => side.close()));
  }
}

for (const name of Object.keys(REAL_ARCHITECTURES) as (keyof typeof REAL_ARCHITECTURES)[]) {
  if (values.only !== undefined && values.only !== name) continue;
  for (const int8 of [false, true]) {
    const folder = await mkdtemp(join(tmpdir(), 'unseen-real-size-'));
    try {
      await compare(name, int8, folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
