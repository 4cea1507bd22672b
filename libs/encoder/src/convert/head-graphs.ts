import { GraphBuilder } from '../onnx/graph-builder.ts';
import { ELEMENT } from '../onnx/schema.ts';
import { orthonormalMatrix } from '../onnx/orthonormal-matrix.ts';
import type { PoolingTail } from './pooling-tail.ts';
import { averagingMatrix } from './region-pooling.ts';

/** Bag names that lead from an encoder to its head. */
export const HIDDEN = 'unseen_hidden';
export const POOLED = 'unseen_pooled';

/** Longest region vector a pack may have. */
const MAX_REGION = 256;

/** The same for every pack and both modalities, or texts and pictures would not meet. */
const PROJECTION_SEED = 20_211_019;

/** The sizes a head is written for. */
export interface HeadSizes {
  /** E: length of the embedding. */
  readonly embedding: number;
  /** H: length of a hidden state. */
  readonly hidden: number;
  /** Whether the hidden states are a map [B,H,rows,columns] and not [B,N,H]. */
  readonly map: boolean;
}

/** d for an embedding of a given length. */
export function regionDimensions(embedding: number): number {
  return Math.min(embedding, MAX_REGION);
}

/** hidden [B,N,H] -> rows [B,N,E]: the tail on every position, to compare it with the embedding. */
export function rowsGraph(tail: PoolingTail, sizes: HeadSizes): Uint8Array {
  const graph = new GraphBuilder('rows', tail.opsets);
  const hidden = hiddenInput(graph, sizes, 'positions');
  graph.output('rows', embedRows(graph, tail, sizes, hidden), 'float32', [
    'batch',
    'positions',
    sizes.embedding,
  ]);
  return graph.build();
}

/**
 * hidden [B,N,H] and pooled [B,E] -> global [B,E] and regions [B,R,d]: patches averaged down to the region grid.
 * @param patches - edge of the patch grid
 * @param classToken - whether a class token stands before the patches
 * @param regions - edge of the region grid
 */
export function imageHeadGraph(
  tail: PoolingTail,
  sizes: HeadSizes & { patches: number; classToken: boolean; regions: number },
): Uint8Array {
  const { patches, classToken, regions, embedding } = sizes;
  const graph = new GraphBuilder('image-head', tail.opsets);
  const hidden = hiddenInput(graph, sizes, 'positions');
  const pooled = graph.input(POOLED, 'float32', ['batch', embedding]);
  const from = classToken ? 1 : 0;
  const states = graph.op('Slice', [
    hidden,
    graph.ints([from]),
    graph.ints([from + patches ** 2]),
    graph.ints([1]),
  ]);
  const rows = embedRows(graph, tail, sizes, states);
  const averaging = graph.floats(averagingMatrix(patches, regions), [regions ** 2, patches ** 2]);
  const cells = graph.op('MatMul', [averaging, rows]);
  const d = regionDimensions(embedding);
  graph.output('regions', reduced(graph, cells, embedding), 'float32', ['batch', regions ** 2, d]);
  graph.output('global', graph.normalize(pooled), 'float32', ['batch', embedding]);
  return graph.build();
}

/** hidden [B,T,H], pooled [B,E], word_mask [B,T] -> global [B,E], tokens [B,T,d], token_weights [B,T]. */
export function textHeadGraph(tail: PoolingTail, sizes: HeadSizes): Uint8Array {
  const { embedding } = sizes;
  const graph = new GraphBuilder('text-head', tail.opsets);
  const hidden = hiddenInput(graph, sizes, 'tokens');
  const pooled = graph.input(POOLED, 'float32', ['batch', embedding]);
  const mask = graph.input('word_mask', 'float32', ['batch', 'tokens']);
  const rows = embedRows(graph, tail, sizes, hidden);
  const d = regionDimensions(embedding);
  graph.output('tokens', reduced(graph, rows, embedding), 'float32', ['batch', 'tokens', d]);
  const total = graph.op('Max', [graph.reduce('ReduceSum', mask, -1, true), graph.floats([1], [])]);
  graph.output('token_weights', graph.op('Div', [mask, total]), 'float32', ['batch', 'tokens']);
  graph.output('global', graph.normalize(pooled), 'float32', ['batch', embedding]);
  return graph.build();
}

/** The hidden states as [B,N,H]. */
function hiddenInput(graph: GraphBuilder, { hidden, map }: HeadSizes, positions: string): string {
  if (!map) return graph.input(HIDDEN, 'float32', ['batch', positions, hidden]);
  const cells = graph.input(HIDDEN, 'float32', ['batch', hidden, 'rows', 'columns']);
  const flat = graph.op('Reshape', [cells, graph.ints([0, hidden, -1])]);
  return graph.op('Transpose', [flat], { perm: [0, 2, 1] });
}

/** Runs the tail on [B,N,H] as B*N sequences, or maps, of one position each: [B,N,E]. */
function embedRows(graph: GraphBuilder, tail: PoolingTail, sizes: HeadSizes, states: string): string {
  const one = sizes.map ? [-1, sizes.hidden, 1, 1] : [-1, 1, sizes.hidden];
  const single = graph.op('Reshape', [states, graph.ints(one)]);
  const half = tail.initializers.some(({ dataType }) => dataType === ELEMENT.float16);
  graph.alias(tail.hidden, half ? graph.op('Cast', [single], { to: ELEMENT.float16 }) : single);
  if (tail.inputs.length > 0) {
    // What the tail asks token ids for is where the last token stands: of one position it is the only one.
    const shape = graph.op('Slice', [graph.op('Shape', [single]), graph.ints([0]), graph.ints([2])]);
    const zeros = graph.op('Cast', [graph.op('ConstantOfShape', [shape])], { to: ELEMENT.int64 });
    for (const name of tail.inputs) graph.alias(name, zeros);
  }
  graph.embed(tail.nodes, tail.initializers);
  const batchAndPositions = graph.op('Slice', [
    graph.op('Shape', [states]),
    graph.ints([0]),
    graph.ints([2]),
  ]);
  const shape = graph.op('Concat', [batchAndPositions, graph.ints([sizes.embedding])], { axis: 0 });
  const rows = half ? graph.op('Cast', [tail.pooled], { to: ELEMENT.float32 }) : tail.pooled;
  return graph.op('Reshape', [rows, shape]);
}

/** L2-normalized rows of at most MAX_REGION dimensions. */
function reduced(graph: GraphBuilder, rows: string, embedding: number): string {
  const directions = graph.normalize(rows);
  if (embedding <= MAX_REGION) return directions;
  const matrix = orthonormalMatrix(embedding, MAX_REGION, PROJECTION_SEED);
  return graph.normalize(graph.op('MatMul', [directions, graph.floats(matrix, [embedding, MAX_REGION])]));
}
