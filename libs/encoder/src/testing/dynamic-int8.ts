import { decodeModel, ELEMENT, encodeModel, type OnnxNode, type OnnxTensor } from '../onnx/schema.ts';

/** AttributeProto.AttributeType of an integer. */
const INTEGER = 2;

/**
 * A graph whose matrix products with weights run in int8, as onnxruntime's `quantize_dynamic` writes it: weights with one symmetric scale,
 * activations with one that is taken anew in every run.
 */
export function asDynamicInt8(bytes: Uint8Array): Uint8Array {
  const model = decodeModel(bytes);
  const { graph } = model;
  const weights = new Map(graph.initializer.filter(isMatrix).map((tensor) => [tensor.name!, tensor]));
  const nodes: OnnxNode[] = [];
  for (const node of graph.node) {
    const weight = node.opType === 'MatMul' ? weights.get(node.input[1]!) : undefined;
    if (weight === undefined) {
      nodes.push(node);
      continue;
    }
    const name = node.output[0]!;
    const add = (opType: string, input: string[], output: string[], to?: number) => {
      const attribute = to === undefined ? [] : [{ name: 'to', type: INTEGER, i: to }];
      nodes.push({ opType, input, output, name: output[0], attribute });
    };
    const [values, scale, zero] = [`${weight.name}/int8`, `${weight.name}/scale`, `${weight.name}/zero`];
    graph.initializer.push(...quantized(weight, values, scale, zero));
    add('DynamicQuantizeLinear', [node.input[0]!], [`${name}/x`, `${name}/xs`, `${name}/xz`]);
    add('MatMulInteger', [`${name}/x`, values, `${name}/xz`, zero], [`${name}/sum`]);
    add('Cast', [`${name}/sum`], [`${name}/float`], ELEMENT.float32);
    add('Mul', [`${name}/xs`, scale], [`${name}/both`]);
    add('Mul', [`${name}/float`, `${name}/both`], [name]);
  }
  const read = new Set(nodes.flatMap(({ input }) => input));
  const initializer = graph.initializer.filter(({ name }) => read.has(name!));
  return encodeModel({ ...model, graph: { ...graph, node: nodes, initializer } });
}

function isMatrix({ dims, dataType, rawData }: OnnxTensor): boolean {
  return dims.length === 2 && dataType === ELEMENT.float32 && rawData !== undefined;
}

/** Values, scale and zero point of a weight. */
function quantized({ dims, rawData }: OnnxTensor, values: string, scale: string, zero: string): OnnxTensor[] {
  const floats = new Float32Array(Uint8Array.from(rawData!).buffer);
  let largest = 0;
  for (const value of floats) largest = Math.max(largest, Math.abs(value));
  const step = largest / 127 || 1;
  const whole = Int8Array.from(floats, (value) => Math.round(value / step));
  const raw = (array: Int8Array | Float32Array) => new Uint8Array(array.buffer);
  return [
    { name: values, dims, dataType: ELEMENT.int8, rawData: raw(whole) },
    { name: scale, dims: [], dataType: ELEMENT.float32, rawData: raw(Float32Array.of(step)) },
    { name: zero, dims: [], dataType: ELEMENT.int8, rawData: raw(Int8Array.of(0)) },
  ];
}
