import { Binary, Float32, Utf8, makeData, type Data } from 'apache-arrow';
import { tagsType, vectorType } from '../space/space-schema.ts';

// Columns are built from flat buffers: the builders of the library copy value by value, fifty times slower.

/** A column of byte strings, null where a value is absent. */
export function binaryColumn(values: readonly (Uint8Array | undefined)[]): Data<Binary> {
  const { valueOffsets, data } = concatenate(values);
  return makeData({ type: new Binary(), length: values.length, valueOffsets, data, ...validity(values) });
}

/** A column of texts without nulls. */
export function textColumn(values: readonly string[]): Data<Utf8> {
  const { valueOffsets, data } = concatenate(values.map((value) => Buffer.from(value)));
  return makeData({ type: new Utf8(), length: values.length, valueOffsets, data, nullCount: 0 });
}

/** A column of text lists without nulls. */
export function textListColumn(values: readonly (readonly string[])[]): Data {
  const valueOffsets = offsets(values.map((list) => list.length));
  return makeData({
    type: tagsType(),
    length: values.length,
    valueOffsets,
    child: textColumn(values.flat()),
    nullCount: 0,
  });
}

/** A column of D-dimensional vectors, null where one is absent. */
export function vectorColumn(values: readonly (Float32Array | undefined)[], dimensions: number): Data {
  const data = new Float32Array(values.length * dimensions);
  values.forEach((value, i) => value && data.set(value, i * dimensions));
  const child = makeData({ type: new Float32(), length: data.length, data, nullCount: 0 });
  return makeData({ type: vectorType(dimensions), length: values.length, child, ...validity(values) });
}

function concatenate(values: readonly (Uint8Array | undefined)[]): {
  valueOffsets: Int32Array;
  data: Uint8Array;
} {
  const valueOffsets = offsets(values.map((value) => value?.byteLength ?? 0));
  const data = new Uint8Array(valueOffsets.at(-1)!);
  values.forEach((value, i) => value && data.set(value, valueOffsets[i]));
  return { valueOffsets, data };
}

function offsets(lengths: readonly number[]): Int32Array {
  const starts = new Int32Array(lengths.length + 1);
  lengths.forEach((length, i) => (starts[i + 1] = starts[i]! + length));
  return starts;
}

/** Bit i is set where value i is there. */
function validity(values: readonly unknown[]): { nullCount: number; nullBitmap?: Uint8Array } {
  const nullCount = values.filter((value) => value === undefined).length;
  if (nullCount === 0) return { nullCount };
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 8));
  values.forEach((value, i) => value !== undefined && (nullBitmap[i >> 3]! |= 1 << (i & 7)));
  return { nullCount, nullBitmap };
}
