import { RandomGraph, type TransformerSizes } from './transformer.ts';

/** The sizes of a model of pictures and texts. */
export interface Architecture {
  readonly family: 'clip' | 'siglip' | 'mobileclip';
  /** Edge of pictures and of patches, in pixels. */
  readonly size: number;
  readonly patch: number;
  readonly vision: TransformerSizes;
  readonly text: TransformerSizes & { readonly maxTokens: number; readonly vocabulary: number };
  /** Length of the embedding; a SigLIP's is that of its hidden states. */
  readonly embedding: number;
}

/**
 * Adds the side of pictures: [B,3,S,S] as `pixel_values`.
 * CLIP (arXiv:2103.00020): patches and a class token through a transformer, the class token projected. SigLIP (arXiv:2303.15343): patches
 * pooled by an attention whose query is learned. MobileCLIP (arXiv:2311.17049): convolutions, the mean of their map projected.
 */
export function addVision(graph: RandomGraph, architecture: Architecture): void {
  const { family, size, patch, vision, embedding } = architecture;
  const { hidden } = vision;
  const pixels = graph.input('pixel_values', 'float32', ['batch', 3, size, size]);
  const kernel = graph.weights([hidden, 3, patch, patch], 3 * patch ** 2);
  const map = graph.op('Conv', [pixels, kernel], { strides: [patch, patch] });
  if (family === 'mobileclip') {
    graph.output('image_embeds', convolutions(graph, map, hidden, embedding), 'float32', [
      'batch',
      embedding,
    ]);
    return;
  }
  const flat = graph.op('Reshape', [map, graph.ints([0, hidden, -1])]);
  const patches = graph.op('Transpose', [flat], { perm: [0, 2, 1] });
  const count = (size / patch) ** 2;
  if (family === 'clip') {
    const positions = graph.weights([1, count + 1, hidden], hidden);
    const states = graph.op('Add', [
      graph.op('Concat', [repeated(graph, patches, hidden), patches], { axis: 1 }),
      positions,
    ]);
    const last = graph.transformer(graph.layerNorm(states, hidden), vision);
    const picked = graph.op('Gather', [last, graph.ints([0], [])], { axis: 1 });
    const projected = graph.op('MatMul', [
      graph.layerNorm(picked, hidden),
      graph.weights([hidden, embedding]),
    ]);
    graph.output('image_embeds', projected, 'float32', ['batch', embedding]);
    return;
  }
  const states = graph.op('Add', [patches, graph.weights([1, count, hidden], hidden)]);
  const last = graph.layerNorm(graph.transformer(states, vision), hidden);
  graph.output('last_hidden_state', last, 'float32', ['batch', count, hidden]);
  const attended = graph.attention(repeated(graph, 'last_hidden_state', hidden), 'last_hidden_state', vision);
  const pooled = graph.op('Add', [attended, graph.mlp(graph.layerNorm(attended, hidden), vision)]);
  const only = graph.op('Gather', [pooled, graph.ints([0], [])], { axis: 1 });
  graph.output('pooler_output', only, 'float32', ['batch', hidden]);
}

/** Adds the side of texts: token ids [B,T] as `input_ids`. */
export function addText(graph: RandomGraph, { family, text, embedding }: Architecture): void {
  const { hidden, maxTokens, vocabulary } = text;
  const ids = graph.input('input_ids', 'int64', ['batch', 'tokens']);
  const length = graph.op('Slice', [graph.op('Shape', [ids]), graph.ints([1]), graph.ints([2])]);
  const table = graph.weights([maxTokens, hidden], hidden);
  const positions = graph.op('Slice', [table, graph.ints([0]), length, graph.ints([0])]);
  const words = graph.op('Gather', [graph.weights([vocabulary, hidden], hidden), ids], { axis: 0 });
  const states = graph.op('Add', [words, positions]);
  const mask = family === 'siglip' ? undefined : graph.causalMask(maxTokens, length);
  const last = graph.layerNorm(graph.transformer(states, text, mask), hidden);
  if (family === 'siglip') {
    graph.output('last_hidden_state', last, 'float32', ['batch', 'tokens', hidden]);
    const picked = graph.op('Gather', ['last_hidden_state', graph.ints([-1], [])], { axis: 1 });
    graph.output('pooler_output', graph.linear(picked, hidden, embedding), 'float32', ['batch', embedding]);
    return;
  }
  const picked = atLargestId(graph, last, ids);
  const projected = graph.op('MatMul', [picked, graph.weights([hidden, embedding])]);
  graph.output('text_embeds', projected, 'float32', ['batch', embedding]);
}

/** Convolutions with channels weighed by their means in between, and a projection of the mean of the map. */
function convolutions(graph: RandomGraph, map: string, hidden: number, embedding: number): string {
  const kernel = graph.weights([hidden, hidden, 3, 3], 9 * hidden);
  const next = graph.op('Relu', [graph.op('Conv', [map, kernel], { pads: [1, 1, 1, 1] })]);
  const means = graph.op('GlobalAveragePool', [next]);
  const weighed = graph.op('Mul', [next, graph.op('Sigmoid', [means])]);
  const pooled = graph.op('Flatten', [graph.op('GlobalAveragePool', [weighed])], { axis: 1 });
  return graph.op('MatMul', [pooled, graph.weights([hidden, embedding])]);
}

/** One learned vector for every picture: [B,1,H]. */
function repeated(graph: RandomGraph, states: string, hidden: number): string {
  const batch = graph.op('Slice', [graph.op('Shape', [states]), graph.ints([0]), graph.ints([1])]);
  const shape = graph.op('Concat', [batch, graph.ints([1, hidden])], { axis: 0 });
  return graph.op('Expand', [graph.weights([1, 1, hidden], hidden), shape]);
}

/** The state where the id is the largest, which CLIP's end of text is, as torch exports it. */
function atLargestId(graph: RandomGraph, states: string, ids: string): string {
  const shape = graph.op('Shape', [ids]);
  const rows = graph.op('Gather', [shape, graph.ints([0], [])], { axis: 0 });
  const length = graph.op('Gather', [shape, graph.ints([1], [])], { axis: 0 });
  const range = graph.op('Range', [graph.ints([0], []), rows, graph.ints([1], [])]);
  const at = graph.op('Add', [
    graph.op('ArgMax', [ids], { axis: -1, keepdims: 0 }),
    graph.op('Mul', [range, length]),
  ]);
  return graph.op('Gather', [graph.op('Flatten', [states], { axis: 2 }), at], { axis: 0 });
}
