// Public models in the sizes they are used in, with random weights: pictures a second, milliseconds a text and memory of the encoder, each
// against a bare onnxruntime loop over the same export with as many threads (a text: one) and, where it is installed, against transformers.js,
// in processes of their own that take turns.
// Run: npm run bench -- real-size [--only clip-vit-base-patch32] [--count 64] [--texts 32] [--rounds 3] [--threads 2] [--batch 8]
//   For transformers.js: npm install --no-save --ignore-scripts @huggingface/transformers@4.3.2
import { addPack } from '@unseen/encoder';
import { REAL_ARCHITECTURES, writeExport } from '@unseen/encoder/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Side } from './real-size/side.ts';
import { PEER, type Setting, type Task } from './real-size/task.ts';
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

/** What is held against the bare loop, by what reports call it, and the script that runs it. */
const HELD = { Unseen: 'unseen', ...(installed(PEER) && { 'transformers.js': 'transformers' }) };

function installed(name: string): boolean {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    console.log(`(${name} is not installed: not held against it)`);
    return false;
  }
}

const median = (all: readonly number[]): number => [...all].sort((a, b) => a - b)[all.length >> 1]!;

/** The median of how much faster `side` was than `than`, round by round. */
const faster = (side: Side, than: Side, kind: Task['kind']): number =>
  median(than.seconds[kind].map((seconds, at) => seconds / side.seconds[kind][at]!));

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
    family: architecture.family,
    size: architecture.size,
    // What `TEXT` has with its two special tokens; a SigLIP's texts are all as long as they may be.
    tokens: architecture.family === 'siglip' ? architecture.text.maxTokens : 12,
    threads: Number(values.threads),
    batch: Number(values.batch),
  };
  const bare = new Side('bare', setting);
  const held = Object.entries(HELD).map(([title, script]) => ({ title, side: new Side(script, setting) }));
  const sides = [bare, ...held.map(({ side }) => side)];
  const tasks: Task[] = [
    { kind: 'images', count: Number(values.count) },
    { kind: 'texts', count: Number(values.texts) },
  ];
  try {
    for (const side of sides) for (const { kind } of tasks) await side.run({ kind, count: setting.batch });
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const task of tasks) {
        const order = round % 2 === 0 ? sides : sides.toReversed();
        for (const side of order) await side.measure(task);
      }
    }
    await tell(`${name}, ${int8 ? 'int8' : 'fp32'}`, bare, held);
  } finally {
    await Promise.all(sides.map((side) => side.close()));
  }
}

async function tell(
  title: string,
  bare: Side,
  held: readonly { title: string; side: Side }[],
): Promise<void> {
  const unseen = held[0]!.side;
  const figures: Record<string, number> = {};
  for (const { title: peer, side } of held.slice(1)) {
    figures[`of the pictures a second of ${peer}`] = faster(unseen, side, 'images');
    figures[`of its texts a second`] = faster(unseen, side, 'texts');
    figures[`of its memory`] = (await unseen.memory()) / (await side.memory());
  }
  figures['of the texts a second of a bare loop'] = faster(unseen, bare, 'texts');
  figures['of the memory of a bare loop'] = (await unseen.memory()) / (await bare.memory());
  for (const { title: name, side } of [{ title: 'bare loop', side: bare }, ...held]) {
    figures[`pictures/s, ${name}`] = Number(values.count) / median(side.seconds.images);
    figures[`ms a text, ${name}`] = (1_000 * median(side.seconds.texts)) / Number(values.texts);
    figures[`MiB at most, ${name}`] = await side.memory();
  }
  const of = 'of the pictures a second of a bare loop (0.9 or more)';
  report(title, { value: faster(unseen, bare, 'images'), of }, figures);
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
