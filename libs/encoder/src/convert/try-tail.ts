import { messageOf } from '@unseen/domain';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { HIDDEN, rowsGraph, type HeadSizes } from './head-graphs.ts';
import { unrecognised, type PoolingTail } from './pooling-tail.ts';

/** What an encoder yields for one sample. */
export interface TriedEncoder extends HeadSizes {
  /** N: positions of the sample, class and special tokens included. */
  readonly positions: number;
}

/** Relative difference at which a row still counts as the embedding. */
const TOLERANCE = 1e-3;

/**
 * Runs an encoder on a sample, and the tail on each of its positions. Where the encoder picks one position, that row must
 * be its embedding: this shows that the tail was cut in the right place. Where it pools by attention it must run at all.
 * @param bytes - the encoder, with its hidden states exposed
 * @throws AppError `pack_invalid`
 */
export async function tryTail(
  bytes: Uint8Array,
  tail: PoolingTail,
  feeds: Readonly<Record<string, Tensor>>,
  file: string,
): Promise<TriedEncoder> {
  const { hidden, pooled } = await run(bytes, feeds, file).then((results) => ({
    hidden: results[tail.hidden],
    pooled: results[tail.pooled],
  }));
  if (hidden?.dims.length !== 3 || pooled?.dims.length !== 2) {
    throw unrecognised(
      file,
      `"${tail.hidden}" is not [batch, positions, size] or "${tail.pooled}" not [batch, size]`,
    );
  }
  const sizes = { hidden: hidden.dims[2]!, embedding: pooled.dims[1]! };
  const { rows } = await run(rowsGraph(tail, sizes), { [HIDDEN]: hidden }, `the end of ${file}`);
  const difference = nearestRow(rows!.data as Float32Array, pooled.data as Float32Array);
  const byAttention = tail.nodes.some(({ opType }) => opType === 'Softmax');
  if (!Number.isFinite(difference) || (!byAttention && difference > TOLERANCE)) {
    throw unrecognised(file, `its end gives no position the embedding of the whole (off by ${difference})`);
  }
  return { ...sizes, positions: hidden.dims[1]! };
}

async function run(
  bytes: Uint8Array,
  feeds: Readonly<Record<string, Tensor>>,
  file: string,
): Promise<Partial<Record<string, Tensor>>> {
  try {
    const session = await InferenceSession.create(bytes, { logSeverityLevel: 4 });
    const results = await session.run(feeds);
    await session.release();
    return results;
  } catch (error) {
    throw unrecognised(file, `onnxruntime cannot run it: ${messageOf(error)}`);
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
