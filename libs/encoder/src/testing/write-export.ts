import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { decodeModel, ELEMENT, encodeModel, type OnnxTensor } from '../onnx/schema.ts';
import { addText, addVision, type Architecture } from './architectures.ts';
import { asDynamicInt8 } from './dynamic-int8.ts';
import { TINY_VOCABULARY, tinyTokenizer } from './tiny-tokenizer.ts';
import { RandomGraph } from './transformer.ts';

/** The architectures of the public models, with the fewest and smallest layers that still are such. */
export const SMALL_ARCHITECTURES = {
  clip: small('clip'),
  siglip: small('siglip'),
  mobileclip: small('mobileclip'),
} as const;

function small(family: Architecture['family']): Architecture {
  const sizes = { hidden: 16, heads: 2, layers: 2, mlp: 32 };
  const text = { ...sizes, maxTokens: 16, vocabulary: TINY_VOCABULARY.length };
  return { family, size: 32, patch: 4, vision: sizes, text, embedding: family === 'siglip' ? 16 : 12 };
}

/** The architectures of the public models in the sizes they are used in; texts are those of {@link tinyTokenizer}. */
export const REAL_ARCHITECTURES = {
  'clip-vit-base-patch32': base('clip', 32),
  'clip-vit-base-patch16': base('clip', 16),
  'siglip-base-patch16-224': base('siglip', 16),
} as const;

function base(family: 'clip' | 'siglip', patch: number): Architecture {
  const vision = { hidden: 768, heads: 12, layers: 12, mlp: 3_072 };
  return family === 'clip'
    ? {
        family,
        size: 224,
        patch,
        vision,
        text: { hidden: 512, heads: 8, layers: 12, mlp: 2_048, maxTokens: 77, vocabulary: 49_408 },
        embedding: 512,
      }
    : {
        family,
        size: 224,
        patch,
        vision,
        text: { ...vision, maxTokens: 64, vocabulary: 32_000 },
        embedding: 768,
      };
}

/** How an export lies on disk. */
export interface ExportLayout {
  /** Both sides in `model.onnx` at the top, as `optimum-cli export onnx` writes them; else two files in `onnx`. */
  readonly combined?: boolean;
  /** Weights in a file beside each graph. */
  readonly external?: boolean;
  /** Graphs in half precision, with `_fp16` in their names. */
  readonly half?: boolean;
  /** Graphs whose matrix products run in int8, with `_int8` in their names. */
  readonly int8?: boolean;
  /** Edge that pictures are shrunk to before the middle is cut out. */
  readonly shrink?: number;
}

/** Writes an export of an architecture with random weights, as the hub lays it out. */
export async function writeExport(
  dir: string,
  architecture: Architecture,
  { combined = false, external = false, half = false, int8 = false, shrink }: ExportLayout = {},
): Promise<void> {
  const suffix = half ? '_fp16' : int8 ? '_int8' : '';
  for (const [name, build] of Object.entries(graphsOf(architecture, combined))) {
    const path = join(dir, `${name}${suffix}.onnx`);
    await mkdir(dirname(path), { recursive: true });
    const bytes = half ? asHalf(build()) : int8 ? asDynamicInt8(build()) : build();
    if (external) await writeExternal(path, bytes);
    else await writeFile(path, bytes);
  }
  const { family, size, text } = architecture;
  const json = (name: string, value: object) => writeFile(join(dir, name), JSON.stringify(value));
  await json('tokenizer.json', tinyTokenizer());
  await json('tokenizer_config.json', { pad_token: '[PAD]' });
  await json('config.json', {
    model_type: family === 'siglip' ? 'siglip' : 'clip',
    text_config: { max_position_embeddings: text.maxTokens },
  });
  const cropped = family !== 'siglip';
  await json('preprocessor_config.json', {
    size: cropped ? { shortest_edge: shrink ?? size } : { height: size, width: size },
    do_center_crop: cropped,
    crop_size: { height: size, width: size },
    resample: 3,
    image_mean: [0.5, 0.5, 0.5],
    image_std: [0.5, 0.5, 0.5],
  });
}

/** The graphs of an export by path, without their ending. */
function graphsOf(architecture: Architecture, combined: boolean): Record<string, () => Uint8Array> {
  const graph = (
    name: string,
    seed: number,
    ...sides: ((graph: RandomGraph, of: Architecture) => void)[]
  ) => {
    const made = new RandomGraph(name, seed);
    for (const side of sides) side(made, architecture);
    return made.build();
  };
  if (combined) return { model: () => graph('model', 1, addText, addVision) };
  return {
    'onnx/vision_model': () => graph('vision', 1, addVision),
    'onnx/text_model': () => graph('text', 2, addText),
  };
}

/** Writes a graph whose larger tensors lie in `<graph>_data`, one after the other. */
async function writeExternal(path: string, bytes: Uint8Array): Promise<void> {
  const model = decodeModel(bytes);
  const location = `${path.split('/').at(-1)!}_data`;
  const parts: Uint8Array[] = [];
  let offset = 0;
  for (const tensor of model.graph.initializer) {
    if (tensor.dataType !== ELEMENT.float32 || tensor.rawData === undefined) continue;
    const { rawData } = tensor;
    parts.push(rawData);
    const where = { location, offset: String(offset), length: String(rawData.length) };
    tensor.externalData = Object.entries(where).map(([key, value]) => ({ key, value }));
    tensor.dataLocation = 1;
    delete tensor.rawData;
    offset += rawData.length;
  }
  await writeFile(path, encodeModel(model));
  await writeFile(join(dirname(path), location), Buffer.concat(parts));
}

/** A graph in half precision: weights, inputs and outputs. */
function asHalf(bytes: Uint8Array): Uint8Array {
  const model = decodeModel(bytes);
  for (const tensor of model.graph.initializer) halve(tensor);
  for (const { type } of [...model.graph.input, ...model.graph.output]) {
    if (type?.tensorType?.elemType === ELEMENT.float32) type.tensorType.elemType = ELEMENT.float16;
  }
  return encodeModel(model);
}

function halve(tensor: OnnxTensor): void {
  if (tensor.dataType !== ELEMENT.float32 || tensor.rawData === undefined) return;
  const copy = Uint8Array.from(tensor.rawData);
  const values = Float16Array.from(new Float32Array(copy.buffer));
  tensor.rawData = new Uint8Array(values.buffer);
  tensor.dataType = ELEMENT.float16;
}
