import { AppError } from '@unseen/domain';
import type { OnnxGraph, OnnxModel, OnnxNode, OnnxTensor } from '../onnx/schema.ts';

/**
 * The end of an encoder: from the hidden states of all its positions [B,N,H] to the one embedding of the whole [B,E].
 * Run on every position as if it were the only one, it takes patches and tokens to the space texts and pictures share.
 */
export interface PoolingTail {
  /** Name of the hidden states. */
  readonly hidden: string;
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
  const hidden = hiddenStates(graph, embedding);
  if (!hidden) throw unrecognised(file, `no pooling of hidden states is found before "${embedding}"`);
  return { ...slice(graph, hidden, embedding, file), hidden, pooled: embedding, opsets: model.opsetImport };
}

/** The error for an export the converter cannot use. */
export function unrecognised(file: string, reason: string): AppError {
  return new AppError('pack_invalid', `${file} is not an export that can be converted: ${reason}`);
}

/**
 * The states the embedding is pooled from. Where the export puts them out they are known by name, provided that the
 * embedding depends on them; otherwise they are what the last picking of a position picks from.
 */
function hiddenStates(graph: OnnxGraph, embedding: string): string | undefined {
  const producers = producersOf(graph);
  const named = graph.output.some(({ name }) => name === 'last_hidden_state');
  if (named && ancestors(producers, embedding).some((node) => node.input.includes('last_hidden_state'))) {
    return 'last_hidden_state';
  }
  const picking = ancestors(producers, embedding).find((node) => isPicking(node, producers));
  if (!picking) return undefined;
  const source = producers.get(picking.input[0]!);
  // `x[arange, positions]` exports as a Gather along the first axis of the flattened states.
  const fromFlattened = !picking.attribute.some(({ name, i }) => name === 'axis' && (i ?? 0) !== 0);
  const flattening = source && ['Flatten', 'Reshape'].includes(source.opType);
  return fromFlattened && flattening ? source.input[0] : picking.input[0];
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
  if (initializers.some(({ dataLocation }) => dataLocation === 1)) {
    throw unrecognised(file, 'the weights of its end are stored outside the file');
  }
  const weights = new Set(graph.initializer.map(({ name }) => name));
  const inputs = graph.input.map(({ name }) => name).filter((name) => needed.has(name) && !weights.has(name));
  return { nodes, initializers, inputs };
}
