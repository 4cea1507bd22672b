import { AppError, type TextEncoding } from '@unseen/domain';
import { buildBlock } from './quantize-block.ts';
import { dequantizeRows } from './dequantize-block.ts';
import { readBlock } from './read-block.ts';

/** The tokens of a caption, read back from its block. */
export interface StoredTokens {
  /** T. */
  readonly count: number;
  /** T x d. */
  readonly tokens: Float32Array;
  /** T, exactly as encoded. */
  readonly weights: Float32Array;
}

/**
 * The token block of a caption, so that a stored caption can be scored like the text it came from: the token vectors
 * as int8, their weights as they are. Weights are kept apart from the vectors because attention depends on the
 * length of a token vector, so folding them in would change where a word looks.
 * @throws AppError `encoder_failed` when the encoding's arrays disagree, `pack_invalid` for more than 255 tokens
 */
export function quantizeTokens(encoding: TextEncoding): Uint8Array {
  const count = encoding.weights.length;
  const dim = encoding.tokens.length / count;
  if (!Number.isInteger(dim)) {
    throw new AppError('encoder_failed', `${encoding.tokens.length} values are not ${count} tokens.`);
  }
  return buildBlock(encoding.tokens, count, dim, [1, count], encoding.weights);
}

/**
 * Reads a token block.
 * @throws AppError `internal` when it is malformed or a region block
 */
export function readTokens(bytes: Uint8Array): StoredTokens {
  const block = readBlock(bytes);
  if (!block.weights) throw new AppError('internal', 'A region block was read where tokens were expected.');
  return { count: block.count, tokens: dequantizeRows(block), weights: block.weights };
}
