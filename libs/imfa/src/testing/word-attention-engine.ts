import type { EncodingSpaces, ScoreRequest, ScoreResult } from '@unseen/domain';
import type { ScoringEngine } from '../index.ts';

/**
 * Word attention without parameters, written straight from its formula: the reference the scorer is tested with.
 *   a(t, r) = softmax over r of (10 * token_t . region_r)      (`self`: softmax of 10 * |region_r|, the same for each t)
 *   score   = text . image + sum over t of weight_t * token_t . sum over r of a(t, r) * region_r
 */
export class WordAttentionEngine implements ScoringEngine {
  readonly calls: ScoreRequest[] = [];
  readonly #spaces: EncodingSpaces;

  constructor(spaces: EncodingSpaces) {
    this.#spaces = spaces;
  }

  async score(request: ScoreRequest): Promise<ScoreResult> {
    this.calls.push(request);
    const regions = this.#spaces.grid[0] * this.#spaces.grid[1];
    const n = Math.max(request.texts, request.pictures);
    const scores = new Float32Array(n);
    const attention = new Float32Array(n * request.tokensPerText * regions);
    for (let i = 0; i < n; i++) {
      const text = request.texts === 1 ? 0 : i;
      const picture = request.pictures === 1 ? 0 : i;
      const pair = this.#pair(request, text, picture, regions);
      scores[i] = pair.score;
      attention.set(pair.attention, i * pair.attention.length);
    }
    return { scores, ...(request.wantAttention && { attention }) };
  }

  #pair(request: ScoreRequest, text: number, picture: number, regions: number) {
    const { global: D, region: d } = this.#spaces;
    const T = request.tokensPerText;
    const row = (array: Float32Array, index: number, size: number) =>
      array.subarray(index * size, (index + 1) * size);
    const region = (r: number) => {
      const at = picture * regions + r;
      return Float32Array.from(
        request.regions.subarray(at * d, (at + 1) * d),
        (q) => q * request.regionScale[at]!,
      );
    };
    const vectors = Array.from({ length: regions }, (_, r) => region(r));
    let score = dot(row(request.textGlobal, text, D), row(request.imageGlobal, picture, D));
    const attention: number[] = [];
    for (let t = 0; t < T; t++) {
      const token = row(request.tokens, text * T + t, d);
      const logit = (v: Float32Array) => (request.scorer === 'self' ? Math.sqrt(dot(v, v)) : dot(token, v));
      const weights = softmax(vectors.map((v) => 10 * logit(v)));
      vectors.forEach((v, r) => (score += request.tokenWeights[text * T + t]! * weights[r]! * dot(token, v)));
      attention.push(...weights);
    }
    return { score, attention };
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

function softmax(logits: number[]): number[] {
  const largest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - largest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}
