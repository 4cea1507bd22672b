import type { ImageEncoding, ScoreRequest, ScoreResult, TextEncoding } from '@unseen/domain';
import { Dispatcher, type BatchEvent, type Slot } from './dispatch/dispatcher.ts';
import type { Lane } from './dispatch/lane-queue.ts';
import type { ModelPack } from './pack/load-pack.ts';
import type { WorkerHost } from './worker/worker-host.ts';

/** How a picture has to be decoded for an encoder: what `decodeImage` of `@unseen/imaging` takes. */
export interface ImageSpec {
  /** Edge of the square, in pixels. */
  readonly size: number;
  readonly fit: 'fill' | 'cover';
  /** Edge that pictures are shrunk to before the square is cut out of their middle; absent: that of the square. */
  readonly shrink?: number;
  readonly kernel: 'nearest' | 'linear' | 'cubic' | 'lanczos3';
}

/** What an encoder has done and has to do. */
export interface EncoderStats {
  /** Batches run, by kind. */
  readonly batches: { readonly images: number; readonly texts: number; readonly scores: number };
  /** Mean items per batch; 0 before the first. */
  readonly meanBatch: { readonly images: number; readonly texts: number };
  /** Tasks that wait for a worker. */
  readonly queued: Readonly<Record<Lane, number>>;
  /** Workers started again after they died. */
  readonly restarts: number;
  /** Workers that have a thread now, or will in a moment. */
  readonly awake: number;
}

/** The parts {@link openEncoder} puts together. */
export interface EncoderParts {
  readonly pack: ModelPack;
  readonly device: string;
  readonly bulkDepth: number;
  readonly dispatcher: Dispatcher;
  readonly slots: readonly Slot[];
  readonly totals: BatchTotals;
}

/** Batches and items seen so far, by kind. */
export class BatchTotals {
  readonly batches = { image: 0, text: 0, score: 0 };
  readonly items = { image: 0, text: 0, score: 0 };

  add({ kind, size }: BatchEvent): void {
    this.batches[kind]++;
    this.items[kind] += size;
  }

  /** Mean items per batch of a kind. */
  mean(kind: 'image' | 'text'): number {
    return this.batches[kind] === 0 ? 0 : this.items[kind] / this.batches[kind];
  }
}

/**
 * A model pack at work in worker threads. Open one with {@link openEncoder}; share it.
 * Every method fails with `encoder_failed` when a worker died under the request (it is started again), and with
 * `shutting_down` after {@link Encoder.close}. What is given a signal that is aborted while it waits for a worker is not run, and fails
 * with the signal's reason.
 */
export class Encoder {
  readonly pack: ModelPack;
  /** The device in use: `cpu`, `cuda:0`, `webgpu`. */
  readonly device: string;
  /** How to decode pictures for {@link encodeImage}. */
  readonly imageSpec: ImageSpec;
  /** Pictures a bulk job should keep under way so that no worker waits for the next one. */
  readonly bulkDepth: number;
  readonly #dispatcher: Dispatcher;
  readonly #hosts: readonly WorkerHost[];
  readonly #totals: BatchTotals;

  /** @internal */
  constructor({ pack, device, bulkDepth, dispatcher, slots, totals }: EncoderParts) {
    const { size, fit, shrink, kernel } = pack.manifest.image;
    this.pack = pack;
    this.device = device;
    this.imageSpec = { size, fit, shrink, kernel };
    this.bulkDepth = bulkDepth;
    this.#dispatcher = dispatcher;
    this.#hosts = slots.map(({ host }) => host);
    this.#totals = totals;
  }

  /**
   * Encodes one picture; pictures asked for at the same time share batches.
   * @param rgb - size x size x 3 interleaved bytes, as {@link imageSpec} says; its buffer moves to the worker and must
   * not be used afterwards
   * @param signal - aborted when nobody waits for it any more
   */
  encodeImage(rgb: Uint8Array, lane: Lane, signal?: AbortSignal): Promise<ImageEncoding> {
    return this.#dispatcher.submit(lane, 'image', rgb, signal);
  }

  /**
   * Encodes one text of any length and content; what exceeds the model's length is cut.
   * @param signal - aborted when nobody waits for it any more
   */
  encodeText(text: string, lane: Lane, signal?: AbortSignal): Promise<TextEncoding> {
    return this.#dispatcher.submit(lane, 'text', text, signal);
  }

  /** Runs a scorer of the pack, unless told otherwise ahead of bulk work. Large arrays of the request move to the worker. */
  score(request: ScoreRequest, lane: Lane = 'interactive'): Promise<ScoreResult> {
    return this.#dispatcher.submit(lane, 'score', request);
  }

  /** Counters since the start. */
  stats(): EncoderStats {
    const { batches } = this.#totals;
    return {
      batches: { images: batches.image, texts: batches.text, scores: batches.score },
      meanBatch: { images: this.#totals.mean('image'), texts: this.#totals.mean('text') },
      queued: {
        interactive: this.#dispatcher.queued('interactive'),
        bulk: this.#dispatcher.queued('bulk'),
      },
      restarts: this.#hosts.reduce((sum, host) => sum + host.restarts, 0),
      awake: this.#hosts.filter((host) => host.awake).length,
    };
  }

  /** Ends the workers; what waits or runs fails with `shutting_down`. */
  async close(): Promise<void> {
    this.#dispatcher.close();
    await Promise.all(this.#hosts.map((host) => host.close()));
  }
}
