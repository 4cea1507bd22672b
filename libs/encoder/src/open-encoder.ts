import { availableParallelism } from 'node:os';
import { Dispatcher, type BatchEvent, type Slot } from './dispatch/dispatcher.ts';
import type { Lane } from './dispatch/lane-queue.ts';
import { BatchTotals, Encoder } from './encoder.ts';
import type { ModelPack } from './pack/load-pack.ts';
import type { ExecutionProvider } from './runtime/provider.ts';
import { WorkerHost } from './worker/worker-host.ts';
import type { WorkerSetup } from './worker/protocol.ts';

/** How to open an encoder. */
export interface EncoderOptions {
  readonly pack: ModelPack;
  /** Where to run; never replaced by another. Default `cpu`. */
  readonly provider?: ExecutionProvider;
  /** Which device of an accelerator. Default 0. */
  readonly deviceId?: number;
  /** CPU threads each worker computes with. Default: as many as let {@link MAX_DEFAULT_WORKERS} workers use every core. */
  readonly threads?: number;
  /** Bulk workers on the CPU; an accelerator is served by a single worker. Default: enough to use every core, at most 4. */
  readonly workers?: number;
  /** The most pictures in one batch (texts of bulk work: four times as many). Default 8 on the CPU, 64 elsewhere. */
  readonly maxBatch?: number;
  /** Milliseconds without work after which the CPU's bulk workers, and a picture model that nobody uses, are given up until they are needed. Default a minute. */
  readonly restAfterMs?: number;
  /** Called after every batch, for metrics; must not throw. */
  readonly observe?: (event: BatchEvent) => void;
}

/** Workers with one thread each encode more per core than one worker with many; each holds a copy of the weights. */
const MAX_DEFAULT_WORKERS = 4;

/** Opening a model again takes half a second. */
const REST_AFTER_MS = 60_000;

/** Texts are short: a batch of them is worth several times the pictures. */
const TEXTS_PER_PICTURE = 4;

/**
 * Texts of people in one batch on the CPU, which encodes eight together in the time of eight: in larger batches those who ask at the same
 * time also wait at the same time, for a worker that then has nothing to do while all of them are answered.
 */
const TEXTS_OF_PEOPLE = 2;

/**
 * Opens a pack in worker threads: on the CPU one worker for people (`interactive`) and others for `bulk`, so that bulk
 * work never stands in a person's way, which take memory only while there is some, and which help while many people wait; on an accelerator
 * one worker for both, interactive work first. Resolves when what answers people is open and warm.
 * @throws AppError `execution_provider_unavailable` when the provider is not there (it is never replaced),
 * `pack_invalid` when a graph does not fit the manifest
 */
export async function openEncoder(options: EncoderOptions): Promise<Encoder> {
  const { pack, provider = 'cpu', deviceId = 0 } = options;
  const cores = availableParallelism();
  const threads = options.threads ?? Math.ceil(cores / MAX_DEFAULT_WORKERS);
  const workers = options.workers ?? Math.min(MAX_DEFAULT_WORKERS, Math.max(1, Math.floor(cores / threads)));
  const maxBatch = options.maxBatch ?? (provider === 'cpu' ? 8 : 64);
  const totals = new BatchTotals();
  const bulk = { image: maxBatch, text: maxBatch * TEXTS_PER_PICTURE, score: 1 };
  const limits = { bulk, interactive: provider === 'cpu' ? { ...bulk, text: TEXTS_OF_PEOPLE } : bulk };
  const { restAfterMs = REST_AFTER_MS } = options;
  const observe = (event: BatchEvent) => {
    totals.add(event);
    options.observe?.(event);
  };
  const dispatcher = new Dispatcher(limits, observe, restAfterMs);
  const session = { provider, deviceId, threads };
  const slot = (...lanes: Lane[]): Slot => {
    const background = !lanes.includes('interactive');
    const setup = { ...setupOf(pack, maxBatch), session, background, restAfterMs };
    const host = new WorkerHost(setup, () => dispatcher.pump());
    return background ? { host, lanes, helps: 'interactive', onDemand: true } : { host, lanes };
  };
  const slots =
    provider === 'cpu'
      ? [slot('interactive'), ...Array.from({ length: workers }, () => slot('bulk'))]
      : [slot('interactive', 'bulk')];
  try {
    // The others open the same files when there is work for them.
    await Promise.all(slots.filter(({ onDemand }) => !onDemand).map(({ host }) => host.start()));
  } catch (error) {
    await Promise.all(slots.map(({ host }) => host.close()));
    throw error;
  }
  dispatcher.attach(slots);
  const device = provider === 'cuda' ? `cuda:${deviceId}` : provider;
  const bulkDepth = 2 * maxBatch * slots.filter(({ lanes }) => lanes.includes('bulk')).length;
  return new Encoder({ pack, device, bulkDepth, dispatcher, slots, totals });
}

function setupOf(
  pack: ModelPack,
  maxBatch: number,
): Omit<WorkerSetup, 'session' | 'background' | 'restAfterMs'> {
  const { image, text, scorers, match } = pack.manifest;
  return { dir: pack.dir, image, text, scorers, match, spaces: pack.spaces, maxBatch };
}
