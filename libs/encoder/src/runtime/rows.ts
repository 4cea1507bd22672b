import { WorkerFailure } from './failure.ts';
import type { Bag } from './stages.ts';

/**
 * The values of a float tensor in the bag.
 * @throws WorkerFailure `pack_invalid` when it is not float32 of the given shape
 */
export function rowsOf(bag: Bag, name: string, shape: readonly number[]): Float32Array {
  const tensor = bag.get(name)!;
  const fits = tensor.dims.length === shape.length && shape.every((size, i) => tensor.dims[i] === size);
  if (!fits || !(tensor.data instanceof Float32Array)) {
    const found = `${tensor.type} [${tensor.dims.join(', ')}]`;
    throw new WorkerFailure('pack_invalid', `"${name}" is ${found}, not float32 [${shape.join(', ')}]`);
  }
  return tensor.data;
}

/**
 * A copy of row `index` of `count` equal rows: it owns its buffer, so it can be transferred and outlive the batch.
 * @throws WorkerFailure `encoder_failed` when it holds a value that is not finite
 */
export function row(values: Float32Array, count: number, index: number): Float32Array {
  const size = values.length / count;
  const copy = values.slice(index * size, (index + 1) * size);
  // A sum is finite only if every term is (overflow aside, which no embedding comes near).
  let sum = 0;
  for (const value of copy) sum += value;
  if (!Number.isFinite(sum)) {
    throw new WorkerFailure('encoder_failed', 'the model yielded a value that is not finite');
  }
  return copy;
}
