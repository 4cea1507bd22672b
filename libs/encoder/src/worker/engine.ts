import type { ImageEncoding, TextEncoding } from '@unseen/contracts';
import { HalvingRunner } from '../runtime/halving.ts';
import { ImageModel } from '../runtime/image-model.ts';
import { verifyProvider } from '../runtime/provider.ts';
import { Scorers } from '../runtime/scorer.ts';
import { TextModel } from '../runtime/text-model.ts';
import type { WorkerJob, WorkerResult, WorkerSetup } from './protocol.ts';

/** Everything a worker thread runs: the sessions of a pack on one provider, opened once. */
export class Engine {
  readonly #images: ImageModel;
  readonly #texts: TextModel;
  readonly #scorers: Scorers;
  readonly #imageBatches: HalvingRunner;
  readonly #textBatches: HalvingRunner;

  private constructor(setup: WorkerSetup, images: ImageModel, texts: TextModel) {
    this.#images = images;
    this.#texts = texts;
    this.#scorers = new Scorers(setup, setup.session);
    this.#imageBatches = new HalvingRunner(setup.maxBatch);
    this.#textBatches = new HalvingRunner(setup.maxBatch);
  }

  /**
   * Opens the sessions and runs each model once, so that the first request pays for no allocation or kernel choice.
   * @throws WorkerFailure `execution_provider_unavailable`, `pack_invalid`
   */
  static async open(setup: WorkerSetup): Promise<Engine> {
    await verifyProvider(setup.session);
    const images = await ImageModel.open(setup, setup.session);
    const texts = await TextModel.open(setup, setup.session);
    await images.encode([new Uint8Array(3 * setup.image.size ** 2)]);
    await texts.encode([texts.tokenize('a')]);
    return new Engine(setup, images, texts);
  }

  /** Does one job. Jobs must not overlap: WebGPU sessions do not allow it, and the image input is shared. */
  async run(job: WorkerJob): Promise<WorkerResult> {
    if (job.kind === 'score') return this.#scorers.score(job.request);
    if (job.kind === 'text') return this.#encodeTexts(job.texts);
    return this.#imageBatches.run(job.pictures, (batch) => this.#images.encode(batch));
  }

  /** Texts of like length share a batch: a batch is padded to its longest. */
  async #encodeTexts(texts: readonly string[]): Promise<TextEncoding[]> {
    const tokenized = texts.map((text, position) => ({ position, tokens: this.#texts.tokenize(text) }));
    tokenized.sort((a, b) => a.tokens.ids.length - b.tokens.ids.length);
    const encodings = await this.#textBatches.run(tokenized, (batch) =>
      this.#texts.encode(batch.map(({ tokens }) => tokens)),
    );
    const inOrder = new Array<TextEncoding>(texts.length);
    tokenized.forEach(({ position }, i) => (inOrder[position] = encodings[i]!));
    return inOrder;
  }
}

/** The buffers of a result, to be moved to the main thread instead of copied. */
export function buffersOf(result: WorkerResult): ArrayBuffer[] {
  const arrays = 'scores' in result ? [result.scores, result.attention] : result.flatMap(arraysOf);
  return arrays.filter((array) => array !== undefined).map((array) => array.buffer as ArrayBuffer);
}

function arraysOf(encoding: ImageEncoding | TextEncoding): Float32Array[] {
  return 'regions' in encoding
    ? [encoding.global, encoding.regions]
    : [encoding.global, encoding.tokens, encoding.weights];
}
