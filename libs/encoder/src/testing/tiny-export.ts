import { seededNormals } from '@unseen/domain/random';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GraphBuilder } from '../onnx/graph-builder.ts';
import { TINY_VOCABULARY, tinyTokenizer } from './tiny-tokenizer.ts';

/** Edge of the pictures the tiny export takes, of its patches, and its sizes. */
export const TINY_EXPORT = { size: 32, patch: 4, hidden: 8, embedding: 12, maxTokens: 16 } as const;

const { size, patch, hidden, embedding } = TINY_EXPORT;
const PATCHES = (size / patch) ** 2;

/** The projection both sides of the CLIP-shaped export end with: [hidden, embedding], row-major. */
export const TINY_PROJECTION: Float32Array = Float32Array.from(
  { length: hidden * embedding },
  seededNormals(21),
);

/** Value of the class token in every dimension but the first, which has its negative. */
const CLASS = 0.5;

/**
 * Writes the export of a very small model in the layout of the Hugging Face hub, shaped like the public ones: CLIP puts
 * out its embedding only, picked at the class token or at the last text token; SigLIP puts out its hidden states, too,
 * and pools pictures by attention.
 */
export async function writeTinyExport(dir: string, family: 'clip' | 'siglip'): Promise<void> {
  await mkdir(join(dir, 'onnx'), { recursive: true });
  const json = (name: string, value: object) => writeFile(join(dir, name), JSON.stringify(value));
  const { maxTokens } = TINY_EXPORT;
  await Promise.all([
    writeFile(join(dir, 'onnx/vision_model.onnx'), family === 'clip' ? clipVision() : siglipVision()),
    writeFile(join(dir, 'onnx/text_model.onnx'), family === 'clip' ? clipText() : siglipText()),
    json('tokenizer.json', tinyTokenizer()),
    json('config.json', {
      model_type: family,
      text_config: { max_position_embeddings: maxTokens, pad_token_id: 0 },
    }),
    json('preprocessor_config.json', {
      size: family === 'clip' ? { shortest_edge: size } : { height: size, width: size },
      do_center_crop: family === 'clip',
      crop_size: { height: size, width: size },
      resample: 3,
      image_mean: [0.5, 0.5, 0.5],
      image_std: [0.5, 0.5, 0.5],
    }),
  ]);
}

/** The mean colors of the patches, in the first three of `hidden` dimensions: [B, patches, hidden]. */
function patchStates(graph: GraphBuilder): string {
  const pixels = graph.input('pixel_values', 'float32', ['batch', 3, size, size]);
  const kernel = Float32Array.from({ length: hidden * 3 * patch ** 2 }, (_, at) =>
    Math.floor(at / (3 * patch ** 2)) === Math.floor(at / patch ** 2) % 3 ? 1 / patch ** 2 : 0,
  );
  const shape = [hidden, 3, patch, patch];
  const map = graph.op('Conv', [pixels, graph.floats(kernel, shape)], { strides: [patch, patch] });
  const flat = graph.op('Reshape', [map, graph.ints([0, hidden, -1])]);
  return graph.op('Transpose', [flat], { perm: [0, 2, 1] });
}

function clipVision(): Uint8Array {
  const graph = new GraphBuilder('clip-vision');
  const patches = patchStates(graph);
  const batch = graph.op('Slice', [graph.op('Shape', [patches]), graph.ints([0]), graph.ints([1])]);
  const shape = graph.op('Concat', [batch, graph.ints([1, hidden])], { axis: 0 });
  const token = Float32Array.from({ length: hidden }, (_, i) => (i === 0 ? -CLASS : CLASS));
  const classToken = graph.op('Expand', [graph.floats(token, [1, 1, hidden]), shape]);
  const states = graph.op('Concat', [classToken, patches], { axis: 1 });
  const picked = graph.op('Gather', [states, graph.ints([0], [])], { axis: 1 });
  graph.output('image_embeds', graph.op('MatMul', [layerNorm(graph, picked), projection(graph)]), 'float32', [
    'batch',
    embedding,
  ]);
  return graph.build();
}

/** Embedding table, layer norm, and the state at the largest id, picked from the flattened states as torch exports it. */
function clipText(): Uint8Array {
  const graph = new GraphBuilder('clip-text');
  const ids = graph.input('input_ids', 'int64', ['batch', 'tokens']);
  const states = layerNorm(graph, graph.op('Gather', [table(graph), ids], { axis: 0 }));
  const shape = graph.op('Shape', [ids]);
  const rows = graph.op('Gather', [shape, graph.ints([0], [])], { axis: 0 });
  const length = graph.op('Gather', [shape, graph.ints([1], [])], { axis: 0 });
  const range = graph.op('Range', [graph.ints([0], []), rows, graph.ints([1], [])]);
  const last = graph.op('ArgMax', [ids], { axis: -1, keepdims: 0 });
  const at = graph.op('Add', [last, graph.op('Mul', [range, length])]);
  const picked = graph.op('Gather', [graph.op('Flatten', [states], { axis: 2 }), at], { axis: 0 });
  graph.output('text_embeds', graph.op('MatMul', [picked, projection(graph)]), 'float32', [
    'batch',
    embedding,
  ]);
  return graph.build();
}

function siglipVision(): Uint8Array {
  const graph = new GraphBuilder('siglip-vision');
  const states = layerNorm(graph, patchStates(graph));
  graph.output('last_hidden_state', states, 'float32', ['batch', PATCHES, hidden]);
  const probe = graph.floats(Float32Array.from({ length: hidden }, seededNormals(22)), [hidden, 1]);
  const attention = graph.op('Softmax', [graph.op('MatMul', ['last_hidden_state', probe])], { axis: 1 });
  const weighted = graph.op('Mul', ['last_hidden_state', attention]);
  graph.output('pooler_output', graph.reduce('ReduceSum', weighted, 1, false), 'float32', ['batch', hidden]);
  return graph.build();
}

function siglipText(): Uint8Array {
  const graph = new GraphBuilder('siglip-text');
  const ids = graph.input('input_ids', 'int64', ['batch', 'tokens']);
  const states = layerNorm(graph, graph.op('Gather', [table(graph), ids], { axis: 0 }));
  graph.output('last_hidden_state', states, 'float32', ['batch', 'tokens', hidden]);
  const last = graph.op('Gather', ['last_hidden_state', graph.ints([-1], [])], { axis: 1 });
  const weights = Float32Array.from({ length: hidden * hidden }, seededNormals(23));
  const head = graph.op('Gemm', [last, graph.floats(weights, [hidden, hidden]), graph.floats([0.1], [1])]);
  graph.output('pooler_output', head, 'float32', ['batch', hidden]);
  return graph.build();
}

function layerNorm(graph: GraphBuilder, value: string): string {
  const ones = graph.floats(new Float32Array(hidden).fill(1), [hidden]);
  const zeros = graph.floats(new Float32Array(hidden), [hidden]);
  return graph.op('LayerNormalization', [value, ones, zeros], { axis: -1 });
}

function projection(graph: GraphBuilder): string {
  return graph.floats(TINY_PROJECTION, [hidden, embedding]);
}

function table(graph: GraphBuilder): string {
  const words = TINY_VOCABULARY.length;
  return graph.floats(Float32Array.from({ length: words * hidden }, seededNormals(24)), [words, hidden]);
}
