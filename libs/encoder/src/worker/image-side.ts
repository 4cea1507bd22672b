import type { ImageEncoding } from '@unseen/domain';
import { ImageModel } from '../runtime/image-model.ts';
import type { WorkerSetup } from './protocol.ts';

/**
 * The image side of a worker. On the CPU its memory, a hundred megabytes after a full batch, is given back when nobody has sent a picture for
 * long: most searches are texts. Calls must not overlap.
 */
export class ImageSide {
  readonly #setup: WorkerSetup;
  #model: Promise<ImageModel> | undefined;
  #resting: NodeJS.Timeout | undefined;

  constructor(setup: WorkerSetup) {
    this.#setup = setup;
  }

  /** Encodes at most `maxBatch` pictures. @throws WorkerFailure as {@link ImageModel.open} and {@link ImageModel.encode} */
  async encode(pictures: readonly Uint8Array[]): Promise<ImageEncoding[]> {
    clearTimeout(this.#resting);
    this.#model ??= ImageModel.open(this.#setup, this.#setup.session).catch((error: unknown) => {
      // Opened anew for the next picture: what was in the way, such as memory, may be gone.
      this.#model = undefined;
      throw error;
    });
    try {
      return await (await this.#model).encode(pictures);
    } finally {
      this.#restLater();
    }
  }

  #restLater(): void {
    const { session, restAfterMs } = this.#setup;
    // A device keeps what it was given, and opening it again is slow.
    if (session.provider !== 'cpu') return;
    this.#resting = setTimeout(() => {
      const model = this.#model;
      this.#model = undefined;
      void model?.then((open) => open.release());
    }, restAfterMs).unref();
  }
}
