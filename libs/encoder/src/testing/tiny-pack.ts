import { seededNormals } from '@unseen/domain/random';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GraphBuilder } from '../onnx/graph-builder.ts';
import { orthonormalMatrix } from '../onnx/orthonormal-matrix.ts';
import { imfaScorerGraph, selfScorerGraph } from '../onnx/scorer-graphs.ts';
import { writeManifest } from '../pack/write-manifest.ts';
import { TINY_COLORS, TINY_VOCABULARY, tinyTokenizer } from './tiny-tokenizer.ts';

/** The spaces of the tiny pack. */
export const TINY_SPACES = { global: 32, region: 16, grid: [4, 4] as [number, number] };

const SIZE = 32;
const CELL = 8;
/** Both modalities start as (r, g, b, constant) in -1..1: the constant keeps gray from having no direction. */
const BASE = 4;
const CONSTANT = 0.4;
const { global: D, region: d } = TINY_SPACES;

/**
 * Writes a complete, deterministic model pack of a few kilobytes that loads in milliseconds. It is a real pack: it
 * runs through onnxruntime like any other, and it means something: a picture's regions are their mean colors (with a
 * little texture), and the words of `TINY_COLORS` mean their color, so "red" finds red pictures and looks at red regions.
 * @param dir - folder to create or fill
 */
export async function writeTinyPack(dir: string, version = '1.0.0'): Promise<void> {
  await mkdir(dir, { recursive: true });
  const settings = { ...TINY_SPACES, sharpness: 20, regionalWeight: 0.5 };
  await Promise.all([
    writeFile(join(dir, 'image-encoder.onnx'), imageEncoder()),
    writeFile(join(dir, 'image-head.onnx'), imageHead()),
    writeFile(join(dir, 'text-encoder.onnx'), textEncoder()),
    writeFile(join(dir, 'text-head.onnx'), textHead()),
    writeFile(join(dir, 'imfa.onnx'), imfaScorerGraph(settings)),
    writeFile(join(dir, 'self.onnx'), selfScorerGraph(settings)),
    writeFile(join(dir, 'tokenizer.json'), JSON.stringify(tinyTokenizer())),
  ]);
  await writeManifest(dir, {
    format: 1,
    name: 'tiny',
    version,
    description: 'Colors only: for tests',
    license: 'Apache-2.0',
    spaces: TINY_SPACES,
    image: {
      size: SIZE,
      fit: 'fill',
      kernel: 'linear',
      mean: [127.5, 127.5, 127.5],
      std: [127.5, 127.5, 127.5],
      stages: [{ file: 'image-encoder.onnx', rename: { cells: 'features' } }, { file: 'image-head.onnx' }],
    },
    text: {
      tokenizer: 'tokenizer.json',
      maxTokens: 32,
      padding: 'longest',
      padId: 0,
      stages: [
        { file: 'text-encoder.onnx', rename: { last_hidden_state: 'states' } },
        { file: 'text-head.onnx' },
      ],
    },
    scorers: { imfa: { file: 'imfa.onnx' }, self: { file: 'self.onnx' } },
  });
}

/** pixels [B,3,32,32] -> cells [B,16,3]: the mean of each 8 x 8 cell plus a little seeded texture. */
function imageEncoder(): Uint8Array {
  const graph = new GraphBuilder('image-encoder');
  const pixels = graph.input('pixels', 'float32', ['batch', 3, SIZE, SIZE]);
  const normal = seededNormals(1);
  const area = CELL * CELL;
  const kernel = Float32Array.from({ length: 3 * 3 * area }, (_, at) => {
    const [out, input] = [Math.floor(at / (3 * area)), Math.floor(at / area) % 3];
    return ((out === input ? 1 : 0) + 0.5 * normal()) / area;
  });
  const cells = graph.op('Conv', [pixels, graph.floats(kernel, [3, 3, CELL, CELL])], {
    strides: [CELL, CELL],
    kernel_shape: [CELL, CELL],
  });
  const flat = graph.op('Reshape', [cells, graph.ints([0, 3, -1])]);
  graph.output('cells', graph.op('Transpose', [flat], { perm: [0, 2, 1] }), 'float32', ['batch', 16, 3]);
  return graph.build();
}

/** features [B,R,3] -> regions [B,R,d] and global [B,D], both L2-normalized. */
function imageHead(): Uint8Array {
  const graph = new GraphBuilder('image-head');
  const features = graph.input('features', 'float32', ['batch', 16, 3]);
  const padded = graph.op('Pad', [features, graph.ints([0, 0, 0, 0, 0, 1]), graph.floats([CONSTANT], [])]);
  const regions = graph.op('MatMul', [padded, regionMatrix(graph)]);
  graph.output('regions', graph.normalize(regions), 'float32', ['batch', 16, d]);
  const global = graph.op('MatMul', [graph.reduce('ReduceMean', regions, 1, false), globalMatrix(graph)]);
  graph.output('global', graph.normalize(global), 'float32', ['batch', D]);
  return graph.build();
}

/** input_ids [B,T] -> last_hidden_state [B,T,d]: a table of word vectors. */
function textEncoder(): Uint8Array {
  const graph = new GraphBuilder('text-encoder');
  const ids = graph.input('input_ids', 'int64', ['batch', 'tokens']);
  const table = graph.op('MatMul', [
    graph.floats(wordVectors(), [TINY_VOCABULARY.length, BASE]),
    regionMatrix(graph),
  ]);
  const states = graph.op('Gather', [table, ids], { axis: 0 });
  graph.output('last_hidden_state', states, 'float32', ['batch', 'tokens', d]);
  return graph.build();
}

/** states [B,T,d], word_mask [B,T] -> tokens, token_weights (uniform over words) and global. */
function textHead(): Uint8Array {
  const graph = new GraphBuilder('text-head');
  const states = graph.input('states', 'float32', ['batch', 'tokens', d]);
  const mask = graph.input('word_mask', 'float32', ['batch', 'tokens']);
  const total = graph.op('Max', [graph.reduce('ReduceSum', mask, -1, true), graph.floats([1], [])]);
  const weights = graph.op('Div', [mask, total]);
  graph.output('token_weights', weights, 'float32', ['batch', 'tokens']);
  graph.output('tokens', graph.normalize(states), 'float32', ['batch', 'tokens', d]);
  // The faint rest lets the special tokens give a text without words a direction.
  const counted = graph.op('Add', [weights, graph.floats([1e-4], [])]);
  const weighted = graph.op('Mul', [states, graph.unsqueeze(counted, -1)]);
  const mean = graph.reduce('ReduceSum', weighted, 1, false);
  graph.output('global', graph.normalize(graph.op('MatMul', [mean, globalMatrix(graph)])), 'float32', [
    'batch',
    D,
  ]);
  return graph.build();
}

/**
 * Word vectors in the (r, g, b, constant) base: a color word is its color, padding is nothing, any other word a faint
 * seeded one.
 */
function wordVectors(): Float32Array {
  const normal = seededNormals(2);
  const rows = TINY_VOCABULARY.flatMap((word) => {
    const faint = [normal(), normal(), normal()].map((value) => value * 0.1);
    const color = TINY_COLORS[word]?.map((value) => value * 2 - 1);
    if (word === '[PAD]') return [0, 0, 0, 0];
    return [...(color ?? faint), color ? CONSTANT : CONSTANT / 4];
  });
  return Float32Array.from(rows);
}

/** [BASE, d] with orthonormal rows, so angles in the base survive. */
function regionMatrix(graph: GraphBuilder): string {
  return graph.floats(transpose(orthonormalMatrix(d, BASE, 3), d, BASE), [BASE, d]);
}

/** [d, D] with orthonormal rows. */
function globalMatrix(graph: GraphBuilder): string {
  return graph.floats(transpose(orthonormalMatrix(D, d, 4), D, d), [d, D]);
}

function transpose(matrix: Float32Array, rows: number, columns: number): Float32Array {
  return matrix.map((_, at) => matrix[(at % rows) * columns + Math.floor(at / rows)]!);
}
