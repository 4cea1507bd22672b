import { messageOf } from '@unseen/domain';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, type Tensor } from 'onnxruntime-node';
import { ELEMENT } from '../onnx/schema.ts';
import { place } from './external-weights.ts';
import { HIDDEN, POOLED, rowsGraph, type HeadSizes } from './head-graphs.ts';
import { unrecognised, type PoolingTail } from './pooling-tail.ts';

/** What an encoder yields for one sample. */
export interface TriedEncoder extends HeadSizes {
  /** N: positions of the sample, class and special tokens included. */
  readonly positions: number;
}

/** A graph that can be run: its bytes, and the files that hold the rest of its weights. */
export interface Runnable {
  readonly bytes: Uint8Array;
  readonly weights: readonly string[];
}

/** Relative difference at which a row still counts as the embedding. */
const TOLERANCE = 1e-3;

/** The same for half precision, and for numbers that are quantized anew for all positions together. */
const ROUGH_TOLERANCE = 0.1;

/**
 * Runs an encoder on a sample, and the tail on each of its positions. Where the encoder picks one position, that row must
 * be its embedding: this shows that the tail was cut in the right place. Where it pools by attention or by the mean it must run at all.
 * @param encoder - with its hidden states exposed
 * @throws AppError `pack_invalid`
 */
export async function tryTail(
  encoder: Runnable,
  tail: PoolingTail,
  feeds: Readonly<Record<string, Tensor>>,
  file: string,
): Promise<TriedEncoder> {
  const results = await run(encoder, feeds, file);
  const hidden = results[tail.hidden] ?? results[HIDDEN];
  const pooled = results[tail.pooled] ?? results[POOLED];
  const map = hidden?.dims.length === 4;
  if ((hidden?.dims.length !== 3 && !map) || pooled?.dims.length !== 2) {
    throw unrecognised(
      file,
      `"${tail.hidden}" is not [batch, positions, size] or [batch, size, rows, columns], or "${tail.pooled}" not [batch, size]`,
    );
  }
  const sizes = { hidden: map ? hidden.dims[1]! : hidden.dims[2]!, embedding: pooled.dims[1]!, map };
  const graph = { bytes: rowsGraph(tail, sizes), weights: [] };
  const { rows } = await run(graph, { [HIDDEN]: hidden }, `the end of ${file}`);
  const difference = nearestRow(rows!.data as Float32Array, pooled.data as Float32Array);
  const free = tail.mean || tail.nodes.some(({ opType }) => opType === 'Softmax');
  const half = tail.initializers.some(({ dataType }) => dataType === ELEMENT.float16);
  const rough = half || tail.nodes.some(({ opType }) => opType.startsWith('DynamicQuantize'));
  if (!Number.isFinite(difference) || (!free && difference > (rough ? ROUGH_TOLERANCE : TOLERANCE))) {
    throw unrecognised(file, `its end gives no position the embedding of the whole (off by ${difference})`);
  }
  return { ...sizes, positions: map ? hidden.dims[2]! * hidden.dims[3]! : hidden.dims[1]! };
}

async function run(
  graph: Runnable,
  feeds: Readonly<Record<string, Tensor>>,
  file: string,
): Promise<Partial<Record<string, Tensor>>> {
  try {
    return await withModel(graph, async (model) => {
      const options = { logSeverityLevel: 4 } as const;
      const session =
        typeof model === 'string'
          ? await InferenceSession.create(model, options)
          : await InferenceSession.create(model, options);
      const results = await session.run(feeds);
      await session.release();
      return results;
    });
  } catch (error) {
    throw unrecognised(file, `onnxruntime cannot run it: ${messageOf(error)}`);
  }
}

/** A graph with weights in other files is only found by onnxruntime beside them. */
async function withModel<T>(
  { bytes, weights }: Runnable,
  use: (model: Uint8Array | string) => Promise<T>,
): Promise<T> {
  if (weights.length === 0) return use(bytes);
  const dir = await mkdtemp(join(tmpdir(), 'unseen-graph-'));
  try {
    for (const path of weights) await place(path, dir);
    const model = join(dir, 'model.onnx');
    await writeFile(model, bytes);
    return await use(model);
  } finally {
    await rm(dir, { recursive: true });
  }
}

/** The least, over the rows, of the largest difference from the embedding, relative to its largest value. */
function nearestRow(rows: Float32Array, embedding: Float32Array): number {
  const scale = embedding.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-12);
  let least = Infinity;
  for (let start = 0; start < rows.length; start += embedding.length) {
    const off = embedding.reduce((most, value, i) => Math.max(most, Math.abs(value - rows[start + i]!)), 0);
    least = Math.min(least, off / scale);
  }
  return least;
}
