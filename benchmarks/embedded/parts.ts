import { InferenceSession, Tensor } from 'onnxruntime-node';
import { innerProduct } from '@unseen/imfa';
import { join } from 'node:path';
import type { Model } from '../peer/model.ts';

const CANDIDATES = 100;
/** Pictures in one run: their vectors stay in the processor's cache. */
const SLICE = 40;
const LIMIT = 100;

/** Milliseconds of what a search cannot do without, each by itself. */
export interface PartTimes {
  readonly text: number;
  readonly scan: number;
  readonly imfa: number;
}

/** Does the parts of a search bare: no queue, no threads, no HTTP, no store. One thread each. */
export class Parts {
  readonly #model: Model;
  readonly #vectors: readonly Float32Array[];
  readonly #scorer: InferenceSession;
  readonly #pictures: readonly Record<string, Tensor>[];

  private constructor(
    model: Model,
    vectors: readonly Float32Array[],
    scorer: InferenceSession,
    pictures: readonly Record<string, Tensor>[],
  ) {
    this.#model = model;
    this.#vectors = vectors;
    this.#scorer = scorer;
    this.#pictures = pictures;
  }

  /** @param regions - R x d of a picture, of some values: they do not tell in the time it takes */
  static async open(
    pack: string,
    model: Model,
    vectors: readonly Float32Array[],
    [count, size]: readonly [number, number],
  ): Promise<Parts> {
    const scorer = await InferenceSession.create(join(pack, 'imfa.onnx'), {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
    });
    const pictures: Record<string, Tensor>[] = [];
    for (let start = 0; start < CANDIDATES; start += SLICE) {
      const some = Array.from({ length: Math.min(SLICE, CANDIDATES - start) }, (_, i) => vectors[start + i]!);
      const regions = Int8Array.from(
        { length: some.length * count * size },
        (_, i) => ((i * 37) % 255) - 127,
      );
      pictures.push({
        image_global: new Tensor('float32', Float32Array.from(some.flatMap((vector) => [...vector])), [
          some.length,
          some[0]!.length,
        ]),
        regions: new Tensor('int8', regions, [some.length, count, size]),
        region_scale: new Tensor('float32', new Float32Array(some.length * count).fill(0.001), [
          some.length,
          count,
        ]),
      });
    }
    return new Parts(model, vectors, scorer, pictures);
  }

  /** The parts of one search. */
  async search(text: string): Promise<PartTimes> {
    const clock = [performance.now()];
    const { global, tokens, token_weights } = await this.#model.text(text);
    clock.push(performance.now());
    plainScan(this.#vectors, global!.data as Float32Array, LIMIT);
    clock.push(performance.now());
    for (const slice of this.#pictures) {
      const available: Record<string, Tensor> = {
        text_global: global!,
        tokens: tokens!,
        token_weights: token_weights!,
        ...slice,
      };
      const feeds = Object.fromEntries(this.#scorer.inputNames.map((name) => [name, available[name]!]));
      await this.#scorer.run(feeds, ['scores']);
    }
    clock.push(performance.now());
    return { text: clock[1]! - clock[0]!, scan: clock[2]! - clock[1]!, imfa: clock[3]! - clock[2]! };
  }
}

/** The places of the vectors nearest to a query, best first, by comparing all. */
export function plainScan(vectors: readonly Float32Array[], query: Float32Array, limit: number): string[] {
  const scores = Float32Array.from(vectors, (vector) => innerProduct(query, vector));
  const bar = scores.toSorted().at(-limit) ?? -Infinity;
  const best: number[] = [];
  scores.forEach((score, i) => score >= bar && best.push(i));
  return best
    .sort((a, b) => scores[b]! - scores[a]!)
    .slice(0, limit)
    .map(String);
}
