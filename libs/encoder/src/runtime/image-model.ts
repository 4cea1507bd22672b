import type { EncodingSpaces, ImageEncoding } from '@unseen/domain';
import { Tensor } from 'onnxruntime-node';
import type { ImagePreprocessing, StageSpec } from '../pack/manifest.ts';
import { WorkerFailure } from './failure.ts';
import { normalizationTables, writeNormalized, type NormalizationTables } from './normalize.ts';
import { row, rowsOf } from './rows.ts';
import type { SessionSettings } from './session.ts';
import { StageRunner, type Bag } from './stages.ts';

/** What an {@link ImageModel} is made from. */
export interface ImageModelSpec {
  readonly dir: string;
  readonly image: ImagePreprocessing & { readonly stages: readonly StageSpec[] };
  readonly spaces: EncodingSpaces;
  readonly maxBatch: number;
}

/** The image side of a pack: RGB bytes in, global and region vectors out. */
export class ImageModel {
  readonly #runner: StageRunner;
  readonly #spec: ImageModelSpec;
  readonly #tables: NormalizationTables;
  /** Input of every batch: one allocation for the worker's life. */
  readonly #pixels: Float32Array;

  private constructor(spec: ImageModelSpec, runner: StageRunner) {
    this.#spec = spec;
    this.#runner = runner;
    this.#tables = normalizationTables(spec.image.mean, spec.image.std);
    this.#pixels = new Float32Array(spec.maxBatch * 3 * spec.image.size ** 2);
  }

  /** @throws WorkerFailure `pack_invalid` */
  static async open(spec: ImageModelSpec, settings: SessionSettings): Promise<ImageModel> {
    const { dir, image } = spec;
    const runner = await StageRunner.open(dir, image.stages, settings, ['pixels'], ['global', 'regions']);
    return new ImageModel(spec, runner);
  }

  /**
   * Encodes at most `maxBatch` pictures.
   * @param pictures - size x size x 3 bytes each
   * @throws WorkerFailure `encoder_failed` for pictures of another size, `pack_invalid` for outputs of another shape
   */
  async encode(pictures: readonly Uint8Array[]): Promise<ImageEncoding[]> {
    const { size } = this.#spec.image;
    const { spaces } = this.#spec;
    const cells = 3 * size * size;
    pictures.forEach((rgb, i) => {
      if (rgb.length !== cells) {
        throw new WorkerFailure(
          'encoder_failed',
          `a picture has ${rgb.length} bytes, the pack takes ${cells}`,
        );
      }
      writeNormalized(rgb, this.#tables, this.#pixels, i * cells);
    });
    const count = pictures.length;
    const input = this.#pixels.subarray(0, count * cells);
    const bag: Bag = new Map([['pixels', new Tensor('float32', input, [count, 3, size, size])]]);
    await this.#runner.run(bag);
    const globals = rowsOf(bag, 'global', [count, spaces.global]);
    const regions = rowsOf(bag, 'regions', [count, spaces.grid[0] * spaces.grid[1], spaces.region]);
    return pictures.map((_, i) => ({ global: row(globals, count, i), regions: row(regions, count, i) }));
  }

  /** Gives the memory of the model back. Only without a batch under way; nothing can be encoded afterwards. */
  async release(): Promise<void> {
    await this.#runner.release();
  }
}
