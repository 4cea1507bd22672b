import { seededNormals } from '@unseen/domain/random';
import { Tensor } from 'onnxruntime-node';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { decodeModel, encodeModel, type OnnxModel } from '../onnx/schema.ts';
import { exposeOutput } from './expose-output.ts';
import { withValues } from './external-weights.ts';
import { HIDDEN, POOLED } from './head-graphs.ts';
import { findPoolingTail, unrecognised, type PoolingTail } from './pooling-tail.ts';
import type { GraphFile } from './read-export.ts';
import { inSinglePrecision, isHalf } from './single-precision.ts';
import { subgraphFor } from './subgraph.ts';
import { tryTail, type TriedEncoder } from './try-tail.ts';

/** An encoder of an export, ready to be a stage of a pack. */
export interface PreparedEncoder extends TriedEncoder {
  /** The ONNX file, with its hidden states exposed. */
  readonly bytes: Uint8Array;
  /** Files beside it that hold its weights. */
  readonly weights: readonly string[];
  readonly tail: PoolingTail;
  /** ONNX names and the bag names they go by. */
  readonly rename: Record<string, string>;
}

/** The side of pictures. */
export interface PreparedVision extends PreparedEncoder {
  /** Edge of the grid of patches. */
  readonly patches: number;
  readonly classToken: boolean;
}

const TEXT_INPUTS = ['input_ids', 'attention_mask', 'token_type_ids'];

/**
 * Reads and tries the picture side of an export.
 * @param size - edge of its input in pixels
 * @throws AppError `pack_invalid`
 */
export async function prepareVision(source: GraphFile, size: number): Promise<PreparedVision> {
  const read = await readSide(source, ['image_embeds', 'pooler_output']);
  const { model, tail, file } = read;
  const inputs = inputNames(model);
  if (inputs.length !== 1)
    throw unrecognised(file, `it has the inputs ${inputs.join(', ')}; one is expected`);
  const normal = seededNormals(7);
  const pixels = Float32Array.from({ length: 3 * size * size }, normal);
  const feeds = { [inputs[0]!]: new Tensor('float32', pixels, [1, 3, size, size]) };
  const tried = await tryTail(read, tail, feeds, file);
  const patches = Math.floor(Math.sqrt(tried.positions));
  const extra = tried.positions - patches ** 2;
  if (extra > 1) throw unrecognised(file, `its ${tried.positions} positions are no square of patches`);
  const rename = { [inputs[0]!]: 'pixels', ...read.rename };
  return { ...tried, ...read, rename, patches, classToken: extra === 1 };
}

/**
 * Reads and tries the text side of an export.
 * @throws AppError `pack_invalid`
 */
export async function prepareText(source: GraphFile, maxTokens: number): Promise<PreparedEncoder> {
  const read = await readSide(source, ['text_embeds', 'pooler_output']);
  const { model, tail, file } = read;
  const inputs = inputNames(model);
  const strange = inputs.find((name) => !TEXT_INPUTS.includes(name));
  if (strange)
    throw unrecognised(file, `it has an input "${strange}"; only ${TEXT_INPUTS.join(', ')} are known`);
  const ids = BigInt64Array.from({ length: maxTokens }, (_, at) => BigInt(at % 3));
  const sample: Record<string, BigInt64Array> = {
    input_ids: ids,
    attention_mask: ids.map(() => 1n),
    token_type_ids: ids.map(() => 0n),
  };
  const feeds = inputs.map((name) => [name, new Tensor('int64', sample[name]!, [1, maxTokens])] as const);
  const tried = await tryTail(read, tail, Object.fromEntries(feeds), file);
  return { ...tried, ...read };
}

/** Reads one side of an export: of a graph with both, only what leads to the embedding of that side. */
async function readSide({ path, weights, combined }: GraphFile, pooled: readonly string[]) {
  const original = await readFile(path);
  const file = basename(path);
  const whole = decode(original, file);
  const own = combined ? whole.graph.output.find(({ name }) => name === pooled[0]) : undefined;
  const model = own ? subgraphFor(whole, own.name) : whole;
  const found = findPoolingTail(model, pooled, file);
  const tail = { ...found, initializers: await withValues(found.initializers, weights, file) };
  if (isHalf(model.graph)) {
    const single = inSinglePrecision(model, tail);
    return { model: single, tail, file, weights, bytes: encodeModel(single), rename: {} };
  }
  const base = own ? encodeModel(model) : original;
  const exposed = model.graph.output.some(({ name }) => name === tail.hidden);
  const rename: Record<string, string> = { [tail.hidden]: HIDDEN, [tail.pooled]: POOLED };
  return { model, tail, file, weights, bytes: exposed ? base : exposeOutput(base, tail.hidden), rename };
}

function decode(bytes: Uint8Array, file: string): OnnxModel {
  try {
    return decodeModel(bytes);
  } catch (error) {
    throw unrecognised(file, `it is not an ONNX file (${String(error)})`);
  }
}

/** Older exports list weights among the inputs, too. */
function inputNames({ graph }: OnnxModel): string[] {
  const weights = new Set(graph.initializer.map(({ name }) => name));
  return graph.input.map(({ name }) => name).filter((name) => !weights.has(name));
}
