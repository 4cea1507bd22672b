import { AppError, type EncodingSpaces, type ScoreRequest } from '@unseen/domain';

/** A text to score: D floats, T x d floats, T floats. */
export interface TextRows {
  readonly global: Float32Array;
  readonly tokens: Float32Array;
  readonly weights: Float32Array;
}

/** The text half of a {@link ScoreRequest}. */
export type PackedTexts = Pick<
  ScoreRequest,
  'texts' | 'tokensPerText' | 'textGlobal' | 'tokens' | 'tokenWeights'
>;

/**
 * Copies texts into the flat arrays of a score request; shorter ones are padded with zero rows of weight 0, which
 * count nothing.
 * @throws AppError `internal` when a text's arrays do not have the dimensions of `spaces`
 */
export function packTexts(texts: readonly TextRows[], spaces: EncodingSpaces): PackedTexts {
  const tokensPerText = texts.reduce((most, text) => Math.max(most, text.weights.length), 1);
  const textGlobal = new Float32Array(texts.length * spaces.global);
  const tokens = new Float32Array(texts.length * tokensPerText * spaces.region);
  const tokenWeights = new Float32Array(texts.length * tokensPerText);
  texts.forEach((text, i) => {
    if (text.global.length !== spaces.global || text.tokens.length !== text.weights.length * spaces.region) {
      throw new AppError(
        'internal',
        `A text has ${text.global.length} and ${text.tokens.length} values for ${text.weights.length} tokens, ` +
          `where the pack has ${spaces.global} dimensions and ${spaces.region} per token.`,
      );
    }
    textGlobal.set(text.global, i * spaces.global);
    tokens.set(text.tokens, i * tokensPerText * spaces.region);
    tokenWeights.set(text.weights, i * tokensPerText);
  });
  return { texts: texts.length, tokensPerText, textGlobal, tokens, tokenWeights };
}
