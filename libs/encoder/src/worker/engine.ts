import type { ImageEncoding, TextEncoding } from '@unseen/domain';
import { HalvingRunner } from '../runtime/halving.ts';
import { verifyProvider } from '../runtime/provider.ts';
import { Scorers } from '../runtime/scorer.ts';
import { TextModel } from '../runtime/text-model.ts';
import { ImageSide } from './image-side.ts';
import type { WorkerJob, WorkerResult, WorkerSetup } from './protocol.ts';

/** Everything a worker thread runs: the sessions of a pack on one provider, each opened once. */
export class Engine {
  readonly #setup: WorkerSetup;
  readonly #images: ImageSide;
  readonly #scorers: Scorers;
  readonly #imageBatches: HalvingRunner;
  readonly #textBatches: HalvingRunner;
  #textModel: Promise<TextModel> | undefined;

  private constructor(setup: WorkerSetup) {
    this.#setup = setup;
    this.#images = new ImageSide(setup);
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
    const engine = new Engine(setup);
    await engine.#images.encode([new Uint8Array(3 * setup.image.size ** 2)]);
    if (!setup.background) await Promise.all([engine.#texts(), engine.#scorers.open()]);
    return engine;
  }

  /** Does one job. Jobs must not overlap: WebGPU sessions do not allow it, and the image input is shared. */
  async run(job: WorkerJob): Promise<WorkerResult> {
    if (job.kind === 'score') return this.#scorers.score(job.request);
    if (job.kind === 'text') return this.#encodeTexts(job.texts);
    return this.#imageBatches.run(job.pictures, (batch) => this.#images.encode(batch));
  }

  #texts(): Promise<TextModel> {
    this.#textModel ??= TextModel.open(this.#setup, this.#setup.session)
      .then(async (model) => {
        await model.encode([model.tokenize('a')]);
        return model;
      })
      .catch((error: unknown) => {
        // Opened anew for the next text: what was in the way, such as memory, may be gone.
        this.#textModel = undefined;
        throw error;
      });
    return this.#textModel;
  }

  /** Texts of like length share a batch: a batch is padded to its longest. */
  async #encodeTexts(texts: readonly string[]): Promise<TextEncoding[]> {
    const model = await this.#texts();
    const tokenized = texts.map((text, position) => ({ position, tokens: model.tokenize(text) }));
    tokenized.sort((a, b) => a.tokens.ids.length - b.tokens.ids.length);
    const encodings = await this.#textBatches.run(tokenized, (batch) =>
      model.encode(batch.map(({ tokens }) => tokens)),
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
