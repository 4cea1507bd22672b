import { GraphBuilder } from './graph-builder.ts';

/** What the parameter-free scorers are set to. */
export interface ScorerSettings {
  /** D and d of the pack's spaces. */
  readonly global: number;
  readonly region: number;
  /** Multiplies similarities before the softmax over regions: higher looks at fewer regions. */
  readonly sharpness: number;
  /** What the regional term counts next to the global inner product, which counts 1. */
  readonly regionalWeight: number;
}

/**
 * IMFA without trained parameters: every token attends to the regions by similarity,
 * a_tr = softmax_r(sharpness * t.r); score = global inner product + weight * sum_t w_t sum_r a_tr (t.r).
 * Word-to-region attention after Lee et al., "Stacked Cross Attention" (ECCV 2018, arXiv 1803.08024).
 * Inputs and outputs as pack format 1 names them.
 */
export function imfaScorerGraph(settings: ScorerSettings): Uint8Array {
  const graph = new GraphBuilder('imfa');
  const { globalScore, tokens, weights, regions } = scorerInputs(graph, settings);
  const similarity = graph.op('MatMul', [tokens, graph.op('Transpose', [regions], { perm: [0, 2, 1] })]);
  const attention = softmaxOverRegions(graph, similarity, settings.sharpness);
  const perToken = graph.reduce('ReduceSum', graph.op('Mul', [attention, similarity]), -1, false);
  const regional = graph.reduce('ReduceSum', graph.op('Mul', [perToken, weights]), -1, false);
  scorerOutputs(graph, settings, globalScore, regional, attention);
  return graph.build();
}

/**
 * Self-attention without trained parameters, the method IMFA is compared with: regions attend to their own mean,
 * a_r = softmax_r(sharpness * r.mean), so the text has no say in where to look;
 * score = global inner product + weight * (sum_t w_t t).(sum_r a_r r).
 */
export function selfScorerGraph(settings: ScorerSettings): Uint8Array {
  const graph = new GraphBuilder('self');
  const { globalScore, tokens, weights, regions } = scorerInputs(graph, settings);
  const mean = graph.reduce('ReduceMean', regions, 1, true);
  const toMean = graph.reduce('ReduceSum', graph.op('Mul', [regions, mean]), -1, false);
  const perPicture = softmaxOverRegions(graph, toMean, settings.sharpness);
  const weighted = graph.op('Mul', [regions, graph.unsqueeze(perPicture, -1)]);
  const picture = graph.reduce('ReduceSum', weighted, 1, false);
  const text = graph.reduce('ReduceSum', graph.op('Mul', [tokens, graph.unsqueeze(weights, -1)]), 1, false);
  const regional = graph.reduce('ReduceSum', graph.op('Mul', [text, picture]), -1, false);
  const ones = graph.op('Exp', [graph.op('Mul', [graph.unsqueeze(weights, -1), graph.floats([0], [])])]);
  const attention = graph.op('Mul', [graph.unsqueeze(perPicture, 1), ones]);
  scorerOutputs(graph, settings, globalScore, regional, attention);
  return graph.build();
}

function scorerInputs(graph: GraphBuilder, { global, region }: ScorerSettings) {
  const textGlobal = graph.input('text_global', 'float32', ['texts', global]);
  const tokens = graph.input('tokens', 'float32', ['texts', 'tokens', region]);
  const tokenWeights = graph.input('token_weights', 'float32', ['texts', 'tokens']);
  const imageGlobal = graph.input('image_global', 'float32', ['pictures', global]);
  const rows = graph.input('regions', 'int8', ['pictures', 'regions', region]);
  const scales = graph.input('region_scale', 'float32', ['pictures', 'regions']);
  const total = graph.reduce('ReduceSum', tokenWeights, -1, true);
  return {
    tokens,
    weights: graph.op('Div', [tokenWeights, graph.op('Max', [total, graph.floats([1e-12], [])])]),
    regions: graph.op('Mul', [graph.op('Cast', [rows], { to: 1 }), graph.unsqueeze(scales, -1)]),
    globalScore: graph.reduce('ReduceSum', graph.op('Mul', [textGlobal, imageGlobal]), -1, false),
  };
}

function softmaxOverRegions(graph: GraphBuilder, similarity: string, sharpness: number): string {
  return graph.op('Softmax', [graph.op('Mul', [similarity, graph.floats([sharpness], [])])], { axis: -1 });
}

function scorerOutputs(
  graph: GraphBuilder,
  { regionalWeight }: ScorerSettings,
  globalScore: string,
  regional: string,
  attention: string,
): void {
  const weighted = graph.op('Mul', [regional, graph.floats([regionalWeight], [])]);
  graph.output('scores', graph.op('Add', [globalScore, weighted]), 'float32', ['pairs']);
  graph.output('attention', attention, 'float32', ['pairs', 'tokens', 'regions']);
}
