import {
  ELEMENT,
  encodeModel,
  type OnnxAttribute,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValueInfo,
} from './schema.ts';

/** What an attribute may be given as: integers, `{ float }`, text, or a list of integers. */
export type AttributeValue = number | string | readonly number[] | { readonly float: number };

/** A dimension of a graph input or output: a fixed size, or the name of one that varies. */
export type Dimension = number | string;

/** AttributeProto.AttributeType numbers. */
const ATTRIBUTE = { float: 1, int: 2, string: 3, ints: 7 } as const;

/** Operator set 17: the first with LayerNormalization, read by every onnxruntime since 1.12. */
const DEFAULT_OPSET = 17;

/** Writes small ONNX graphs, operation by operation. Every method that adds a value returns its name. */
export class GraphBuilder {
  readonly #graph: OnnxGraph;
  readonly #opsets: OnnxModel['opsetImport'];
  readonly #opset: number;
  #next = 0;

  /** @param opsets - operator sets the nodes are meant for; those of the other graph when one is embedded */
  constructor(name: string, opsets: OnnxModel['opsetImport'] = [{ domain: '', version: DEFAULT_OPSET }]) {
    this.#graph = { name, node: [], initializer: [], input: [], output: [] };
    this.#opsets = opsets;
    this.#opset = opsets.find(({ domain }) => !domain)?.version ?? DEFAULT_OPSET;
  }

  /** Declares an input. */
  input(name: string, element: keyof typeof ELEMENT, shape: readonly Dimension[]): string {
    this.#graph.input.push(valueInfo(name, element, shape));
    return name;
  }

  /** Declares an output: `value` under the name `name`. */
  output(name: string, value: string, element: keyof typeof ELEMENT, shape: readonly Dimension[]): void {
    if (name !== value) this.alias(name, value);
    this.#graph.output.push(valueInfo(name, element, shape));
  }

  /** A float32 constant. @param values - row-major, as many as the shape has cells */
  floats(values: ArrayLike<number>, shape: readonly number[]): string {
    return this.#constant(ELEMENT.float32, bytesOf(Float32Array.from(values)), shape);
  }

  /** An int64 constant: what shapes, axes and indices are made of. */
  ints(values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.#constant(ELEMENT.int64, bytesOf(BigInt64Array.from(values, BigInt)), shape);
  }

  /** One operation with one output. */
  op(
    type: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
  ): string {
    const output = this.#fresh();
    this.#graph.node.push(node(type, inputs, [output], attributes));
    return output;
  }

  /** Gives a value a second name: the one nodes of an embedded graph know it by. */
  alias(name: string, value: string): void {
    this.#graph.node.push(node('Identity', [value], [name], {}));
  }

  /** Puts nodes and constants of another graph into this one, as they are: their names must not clash. */
  embed(nodes: readonly OnnxNode[], initializers: readonly OnnxTensor[]): void {
    this.#graph.node.push(...nodes);
    this.#graph.initializer.push(...initializers);
  }

  /** Reduces one axis. Axes moved from an attribute to an input in opset 13 (ReduceSum) and 18 (the others). */
  reduce(type: 'ReduceSum' | 'ReduceMean' | 'ReduceL2', value: string, axis: number, keep: boolean): string {
    const keepdims = keep ? 1 : 0;
    const asInput = this.#opset >= (type === 'ReduceSum' ? 13 : 18);
    return asInput
      ? this.op(type, [value, this.ints([axis])], { keepdims })
      : this.op(type, [value], { axes: [axis], keepdims });
  }

  /** Adds an axis of size 1. Axes moved from an attribute to an input in opset 13. */
  unsqueeze(value: string, axis: number): string {
    return this.#opset >= 13
      ? this.op('Unsqueeze', [value, this.ints([axis])])
      : this.op('Unsqueeze', [value], { axes: [axis] });
  }

  /** x / ||x|| along the last axis; a zero row stays zero. */
  normalize(value: string): string {
    const length = this.reduce('ReduceL2', value, -1, true);
    return this.op('Div', [value, this.op('Max', [length, this.floats([1e-12], [])])]);
  }

  /** The bytes of the ONNX file. */
  build(): Uint8Array {
    const model: OnnxModel = {
      irVersion: 8,
      producerName: 'unseen',
      graph: this.#graph,
      opsetImport: [...this.#opsets],
    };
    return encodeModel(model);
  }

  #constant(dataType: number, rawData: Uint8Array, shape: readonly number[]): string {
    const name = this.#fresh();
    this.#graph.initializer.push({ name, dims: [...shape], dataType, rawData });
    return name;
  }

  #fresh(): string {
    // Named after the graph, so that the values of an embedded one keep clear of these.
    return `${this.#graph.name}/${this.#next++}`;
  }
}

function bytesOf(values: Float32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

function valueInfo(name: string, element: keyof typeof ELEMENT, shape: readonly Dimension[]): OnnxValueInfo {
  const dim = shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType: ELEMENT[element], shape: { dim } } } };
}

function node(
  opType: string,
  input: readonly string[],
  output: readonly string[],
  attributes: Readonly<Record<string, AttributeValue>>,
): OnnxNode {
  const attribute = Object.entries(attributes).map(([name, value]) => attributeOf(name, value));
  return { opType, input: [...input], output: [...output], name: output[0], attribute };
}

function attributeOf(name: string, value: AttributeValue): OnnxAttribute {
  if (typeof value === 'number') return { name, type: ATTRIBUTE.int, i: value };
  if (typeof value === 'string') return { name, type: ATTRIBUTE.string, s: new TextEncoder().encode(value) };
  if ('float' in value) return { name, type: ATTRIBUTE.float, f: value.float };
  return { name, type: ATTRIBUTE.ints, ints: [...value] };
}
