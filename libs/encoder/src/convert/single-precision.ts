import { ELEMENT, type OnnxGraph, type OnnxModel, type OnnxNode } from '../onnx/schema.ts';
import { HIDDEN, POOLED } from './head-graphs.ts';
import type { PoolingTail } from './pooling-tail.ts';

/** Whether a graph computes in half precision, in part at least. */
export function isHalf({ initializer, node }: OnnxGraph): boolean {
  const half = (type?: number) => type === ELEMENT.float16;
  return (
    initializer.some(({ dataType }) => half(dataType)) ||
    node.some(({ attribute }) => attribute.some(({ t }) => half(t?.dataType)))
  );
}

/**
 * A graph in half precision that takes and gives single precision, as all stages of a pack do: what is between stays as it is.
 * Its outputs are the hidden states and the embedding under their bag names.
 */
export function inSinglePrecision(model: OnnxModel, { hidden, pooled }: PoolingTail): OnnxModel {
  const { graph } = model;
  const before: OnnxNode[] = [];
  const input = graph.input.map((one) => {
    if (one.type?.tensorType?.elemType !== ELEMENT.float16) return one;
    const name = `${one.name}_single`;
    before.push(cast(name, one.name, ELEMENT.float16));
    return { name, type: { tensorType: { ...one.type.tensorType, elemType: ELEMENT.float32 } } };
  });
  const after = [cast(hidden, HIDDEN, ELEMENT.float32), cast(pooled, POOLED, ELEMENT.float32)];
  const output = [HIDDEN, POOLED].map((name) => ({
    name,
    type: { tensorType: { elemType: ELEMENT.float32 } },
  }));
  return { ...model, graph: { ...graph, input, output, node: [...before, ...graph.node, ...after] } };
}

function cast(from: string, to: string, element: number): OnnxNode {
  return {
    input: [from],
    output: [to],
    opType: 'Cast',
    attribute: [{ name: 'to', type: 2, i: element }],
  };
}
