import { seededNormals } from '@unseen/domain/random';
import { GraphBuilder } from '../onnx/graph-builder.ts';

/** Sizes of a transformer. */
export interface TransformerSizes {
  readonly hidden: number;
  readonly heads: number;
  readonly layers: number;
  readonly mlp: number;
}

/** A graph whose weights are random, always the same for a seed. */
export class RandomGraph extends GraphBuilder {
  readonly #normal: () => number;

  constructor(name: string, seed: number) {
    super(name);
    this.#normal = seededNormals(seed);
  }

  /** Random numbers of a spread that keeps the activations of a layer with `fanIn` inputs at theirs. */
  weights(shape: readonly number[], fanIn = shape[0]!): string {
    const spread = 1 / Math.sqrt(fanIn);
    const count = shape.reduce((product, size) => product * size, 1);
    const values = new Float32Array(count);
    for (let at = 0; at < count; at++) values[at] = spread * this.#normal();
    return this.floats(values, shape);
  }

  /** x W + b along the last axis. */
  linear(value: string, from: number, to: number): string {
    return this.op('Add', [this.op('MatMul', [value, this.weights([from, to])]), this.weights([to], 100)]);
  }

  layerNorm(value: string, size: number): string {
    const ones = this.floats(new Float32Array(size).fill(1), [size]);
    const zeros = this.floats(new Float32Array(size), [size]);
    return this.op('LayerNormalization', [value, ones, zeros], { axis: -1 });
  }

  /** x sigmoid(1.702 x), as CLIP was trained with. */
  quickGelu(value: string): string {
    const scaled = this.op('Mul', [value, this.floats([1.702], [])]);
    return this.op('Mul', [value, this.op('Sigmoid', [scaled])]);
  }

  /** Multi-head attention of `queries` [B,M,H] over `states` [B,N,H]. @param mask - added to the logits, where there is one */
  attention(queries: string, states: string, { hidden, heads }: TransformerSizes, mask?: string): string {
    const each = hidden / heads;
    const split = (value: string, perm: readonly number[]) =>
      this.op('Transpose', [this.op('Reshape', [value, this.ints([0, -1, heads, each])])], { perm });
    const q = split(this.linear(queries, hidden, hidden), [0, 2, 1, 3]);
    const k = split(this.linear(states, hidden, hidden), [0, 2, 3, 1]);
    const v = split(this.linear(states, hidden, hidden), [0, 2, 1, 3]);
    const logits = this.op('Mul', [this.op('MatMul', [q, k]), this.floats([1 / Math.sqrt(each)], [])]);
    const masked = mask === undefined ? logits : this.op('Add', [logits, mask]);
    const found = this.op('MatMul', [this.op('Softmax', [masked], { axis: -1 }), v]);
    const joined = this.op('Transpose', [found], { perm: [0, 2, 1, 3] });
    return this.linear(this.op('Reshape', [joined, this.ints([0, -1, hidden])]), hidden, hidden);
  }

  mlp(value: string, { hidden, mlp }: TransformerSizes): string {
    return this.linear(this.quickGelu(this.linear(value, hidden, mlp)), mlp, hidden);
  }

  /** Layers with the norms first, as CLIP and SigLIP have them. */
  transformer(value: string, sizes: TransformerSizes, mask?: string): string {
    let states = value;
    for (let layer = 0; layer < sizes.layers; layer++) {
      const normed = this.layerNorm(states, sizes.hidden);
      states = this.op('Add', [states, this.attention(normed, normed, sizes, mask)]);
      states = this.op('Add', [states, this.mlp(this.layerNorm(states, sizes.hidden), sizes)]);
    }
    return states;
  }

  /** The first `length` rows and columns of a table [size,size] that hides what comes later. */
  causalMask(size: number, length: string): string {
    const values = Float32Array.from({ length: size ** 2 }, (_, at) =>
      at % size > Math.floor(at / size) ? -10_000 : 0,
    );
    const both = this.op('Concat', [length, length], { axis: 0 });
    return this.op('Slice', [this.floats(values, [size, size]), this.ints([0, 0]), both, this.ints([0, 1])]);
  }
}
