import { AppError } from '@unseen/domain';
import type { OnnxGraph, OnnxModel, OnnxNode, OnnxTensor } from '../onnx/schema.ts';

/**
 * The end of an encoder: from the hidden states of all its positions [B,N,H] to the one embedding of the whole [B,E].
 * Run on every position as if it were the only one, it takes patches and tokens to the space texts and pictures share.
 */
export interface PoolingTail {
  /** Name of the hidden states. */
  readonly hidden: string;
  /** Whether they are the mean of all positions, instead of one that is picked or found by attention. */
  readonly mean: boolean;
  /** Name of the embedding. */
  readonly pooled: string;
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxTensor[];
  /** Inputs of the encoder the tail reads beside the hidden states. */
  readonly inputs: readonly string[];
  readonly opsets: OnnxModel['opsetImport'];
}

/**
 * Finds the tail of an encoder.
 * @param pooled - candidate names of the embedding output, the best first
 * @throws AppError `pack_invalid` when there is no such output or no pooling that is recognised
 */
export function findPoolingTail(model: OnnxModel, pooled: readonly string[], file: string): PoolingTail {
  const { graph } = model;
  const outputs = graph.output.map(({ name }) => name);
  const embedding = pooled.find((name) => outputs.includes(name));
  if (!embedding) {
    throw unrecognised(
      file,
      `it has the outputs ${outputs.join(', ')}; one of ${pooled.join(', ')} is needed`,
    );
  }
  const found = hiddenStates(graph, embedding);
  if (!found) throw unrecognised(file, `no pooling of hidden states is found before "${embedding}"`);
  return {
    ...slice(graph, found.hidden, embedding, file),
    ...found,
    pooled: embedding,
    opsets: model.opsetImport,
  };
}

/** The error for an export the converter cannot use. */
export function unrecognised(file: string, reason: string): AppError {
  return new AppError('pack_invalid', `${file} is not an export that can be converted: ${reason}`);
}

/**
 * The states the embedding is pooled from. Where the export puts them out they are known by name, provided that the
 * embedding depends on them; otherwise they are what the last picking of a position picks from, or the last mean is taken of.
 */
function hiddenStates(graph: OnnxGraph, embedding: string): Pick<PoolingTail, 'hidden' | 'mean'> | undefined {
  const producers = producersOf(graph);
  const before = ancestors(producers, embedding);
  const named = graph.output.some(({ name }) => name === 'last_hidden_state');
  if (named && before.some((node) => node.input.includes('last_hidden_state'))) {
    const mean = before.some((node) => isMean(node, graph) && node.input[0] === 'last_hidden_state');
    return { hidden: 'last_hidden_state', mean };
  }
  const pooling = before.find((node) => isPicking(node, producers) || isMean(node, graph));
  if (!pooling) return undefined;
  if (isMean(pooling, graph)) return { hidden: pooling.input[0]!, mean: true };
  const source = producers.get(pooling.input[0]!);
  // `x[arange, positions]` exports as a Gather along the first axis of the flattened states.
  const fromFlattened = !pooling.attribute.some(({ name, i }) => name === 'axis' && (i ?? 0) !== 0);
  const flattening = source && ['Flatten', 'Reshape'].includes(source.opType);
  return {
    hidden: fromFlattened && flattening ? source.input[0]! : pooling.input[0]!,
    mean: false,
  };
}

/** A mean over the cells of a map [B,C,rows,columns] or the positions of states [B,N,H]; not one over the values of a state. */
function isMean({ opType, input, attribute }: OnnxNode, graph: OnnxGraph): boolean {
  if (opType === 'GlobalAveragePool') return true;
  if (opType !== 'ReduceMean') return false;
  const axes = attribute.find(({ name }) => name === 'axes')?.ints ?? constant(graph, input[1]);
  const over = [...(axes ?? [])].sort((a, b) => a - b).join();
  return ['2,3', '-2,-1', '1', '-2'].includes(over);
}

/** The integers of a constant. */
function constant(graph: OnnxGraph, name: string | undefined): number[] | undefined {
  const tensor =
    graph.initializer.find((one) => one.name === name) ??
    graph.node
      .find(({ opType, output }) => opType === 'Constant' && output[0] === name)
      ?.attribute.find((one) => one.name === 'value')?.t;
  if (tensor?.rawData === undefined) return tensor?.int64Data;
  const { buffer, byteOffset, byteLength } = Uint8Array.from(tensor.rawData);
  return Array.from(new BigInt64Array(buffer, byteOffset, byteLength / 8), Number);
}

/** A Gather that picks positions out of states, not numbers out of a shape. */
function isPicking({ opType, input }: OnnxNode, producers: ReadonlyMap<string, OnnxNode>): boolean {
  if (opType === 'GatherND') return true;
  if (opType !== 'Gather') return false;
  const source = producers.get(input[0]!);
  return source !== undefined && !['Shape', 'Constant'].includes(source.opType);
}

function producersOf(graph: OnnxGraph): Map<string, OnnxNode> {
  return new Map(graph.node.flatMap((node) => node.output.map((name) => [name, node] as const)));
}

/** The nodes a value depends on, nearest first. */
function ancestors(producers: ReadonlyMap<string, OnnxNode>, value: string): OnnxNode[] {
  const found: OnnxNode[] = [];
  const seen = new Set<OnnxNode>();
  const queue = [value];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const node = producers.get(name);
    if (!node || seen.has(node)) continue;
    seen.add(node);
    found.push(node);
    queue.push(...node.input);
  }
  return found;
}

function slice(graph: OnnxGraph, hidden: string, pooled: string, file: string) {
  const needed = new Set([pooled]);
  const nodes: OnnxNode[] = [];
  for (const node of [...graph.node].reverse()) {
    if (!node.output.some((name) => needed.has(name) && name !== hidden)) continue;
    if (node.attribute.some(({ g }) => g))
      throw unrecognised(file, `its end has a ${node.opType} with a graph inside`);
    nodes.unshift(node);
    for (const name of node.input) needed.add(name);
  }
  const initializers = graph.initializer.filter(({ name }) => needed.has(name!));
  const weights = new Set(graph.initializer.map(({ name }) => name));
  const inputs = graph.input.map(({ name }) => name).filter((name) => needed.has(name) && !weights.has(name));
  return { nodes, initializers, inputs };
}
