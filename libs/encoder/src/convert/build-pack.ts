import { AppError } from '@unseen/domain';
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { imfaScorerGraph, selfScorerGraph } from '../onnx/scorer-graphs.ts';
import { openEncoder } from '../open-encoder.ts';
import { loadPack, type ModelPack } from '../pack/load-pack.ts';
import { writeManifest } from '../pack/write-manifest.ts';
import type { AddPackOptions } from './options.ts';
import { place } from './external-weights.ts';
import { prepareText, prepareVision, type PreparedEncoder, type PreparedVision } from './prepare-encoder.ts';
import { imageHeadGraph, regionDimensions, textHeadGraph } from './head-graphs.ts';
import { readExport, type ModelExport } from './read-export.ts';
import { regionEdge } from './region-pooling.ts';

/** Settings of the scorers without trained parameters; regional evidence tips the order, it does not make it. */
const SCORING = { sharpness: 20, regionalWeight: 0.2 };

/** Does the work of `addPack`, which see. */
export async function buildPack(options: AddPackOptions): Promise<ModelPack> {
  const { source, target, variant } = options;
  const model = await readExport(source, variant);
  const vision = await prepareVision(model.vision, model.image.size);
  const text = await prepareText(model.text, model.maxTokens);
  if (vision.embedding !== text.embedding) {
    const lengths = `${vision.embedding} and ${text.embedding}`;
    throw new AppError('pack_invalid', `Pictures and texts have embeddings of different lengths: ${lengths}`);
  }
  await claim(target);
  try {
    await writePack(options, model, vision, text);
    const pack = await loadPack(target);
    await tryPack(pack);
    return pack;
  } catch (error) {
    await rm(target, { recursive: true });
    throw error;
  }
}

/** Encodes one picture and one text with the new pack, the way the platform will. */
async function tryPack(pack: ModelPack): Promise<void> {
  const encoder = await openEncoder({ pack, workers: 1, maxBatch: 1 });
  try {
    await encoder.encodeImage(new Uint8Array(3 * encoder.imageSpec.size ** 2), 'interactive');
    await encoder.encodeText('a picture', 'interactive');
  } finally {
    await encoder.close();
  }
}

async function claim(target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  if ((await readdir(target)).length > 0)
    throw new AppError('pack_invalid', `The folder ${target} is not empty`);
}

async function writePack(
  { source, target, name = basename(source), version = '1.0.0', license = '', origin }: AddPackOptions,
  model: ModelExport,
  vision: PreparedVision,
  text: PreparedEncoder,
): Promise<void> {
  const edge = regionEdge(vision.patches);
  const spaces = {
    global: vision.embedding,
    region: regionDimensions(vision.embedding),
    grid: [edge, edge] as [number, number],
  };
  const scoring = { ...spaces, ...SCORING };
  const graphs: Record<string, Uint8Array> = {
    'vision_model.onnx': vision.bytes,
    'image-head.onnx': imageHeadGraph(vision.tail, { ...vision, regions: edge }),
    'text_model.onnx': text.bytes,
    'text-head.onnx': textHeadGraph(text.tail, text),
    'imfa.onnx': imfaScorerGraph(scoring),
    'self.onnx': selfScorerGraph(scoring),
  };
  for (const [file, bytes] of Object.entries(graphs)) await writeFile(join(target, file), bytes);
  const weights = [...new Set([...vision.weights, ...text.weights])];
  for (const path of weights) await place(path, target);
  const from = origin ?? basename(source);
  const taken = new Set([...weights.map((path) => basename(path)), 'tokenizer.json']);
  await copyFile(model.tokenizerFile, join(target, 'tokenizer.json'));
  const { maxTokens, padding, padId } = model;
  await writeManifest(
    target,
    {
      format: 1,
      name: packName(name),
      version,
      description: `Converted from ${from}; regions and scorers without trained parameters`,
      license,
      spaces,
      image: {
        ...model.image,
        stages: [{ file: 'vision_model.onnx', rename: vision.rename }, { file: 'image-head.onnx' }],
      },
      text: {
        tokenizer: 'tokenizer.json',
        maxTokens,
        padding,
        padId,
        stages: [{ file: 'text_model.onnx', rename: text.rename }, { file: 'text-head.onnx' }],
      },
      scorers: { imfa: { file: 'imfa.onnx' }, self: { file: 'self.onnx' } },
    },
    (file) => (file.includes('_model') || taken.has(file) ? { license, source: from } : {}),
  );
}

/** A pack name out of any text: `clip-vit-base-patch32`. */
function packName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, 64);
}
