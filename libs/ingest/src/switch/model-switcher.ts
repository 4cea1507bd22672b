import { AppError, type ItemKey, type Queue } from '@unseen/domain';
import type { Encoder } from '@unseen/encoder';
import type { DecodeLimits } from '@unseen/imaging';
import type { ModelSwitch } from '@unseen/ledger';
import { Embedder } from '../items/embedder.ts';
import type { ItemPipeline } from '../items/item-pipeline.ts';
import pLimit, { type LimitFunction } from 'p-limit';
import { Lookout, UnderWay } from '@unseen/concurrency';
import { sendReembed, type ReembedMessage } from './messages.ts';
import { proveCoverage } from './prove-coverage.ts';
import { reembedExemplars } from './reembed-exemplars.ts';
import { reembedItems } from './reembed-items.ts';
import { SecondEncoder, type OpenEncoder } from './second-encoder.ts';
import { dropOtherSpaces, makeSpaces } from './spaces.ts';

/** What a {@link ModelSwitcher} works with. */
export interface ModelSwitcherParts {
  readonly pipeline: ItemPipeline;
  /** Started already. */
  readonly queue: Queue;
  /** The encoder in use. */
  readonly encoder: Encoder;
  readonly openEncoder: OpenEncoder;
  readonly decodeLimits: DecodeLimits;
  /** Seconds between looks at the switch under way, or for one that another process begins. Default 2. */
  readonly lookEverySeconds?: number;
  readonly onError: (error: unknown, during: string) => void;
}

/** Items in one portion of work. */
const PORTION = 64;
/** Portions in the works at once in this process. */
const CONCURRENCY = 2;
/** A pass that took no longer leaves so little behind that searches may go over: the rest follows within moments. */
const SHORT_PASS_MS = 30_000;
/** Rows moved in one statement: it holds up nobody. */
const MOVE = 1_000;
/** Milliseconds between looks where nobody else can begin a switch: what this process begins wakes it. */
const ALONE_LOOK_MS = 30_000;
/** What was under way when a switch was over is written by then. */
const LONG_OVER_MS = 120_000;
/** Clocks of processes may differ by this. */
const CLOCK_SKEW_MS = 1_000;

/**
 * Brings a switch between model packs to its end: embeds what is stored under the target beside the vectors in use, proves that
 * nothing is left out, lets searches go over, and embeds what was written in the last moment. What is to do is read from the
 * ledger again and again; the queue only spreads it over the workers, so nothing is lost with it.
 */
export class ModelSwitcher {
  readonly #parts: ModelSwitcherParts;
  readonly #second: SecondEncoder;
  readonly #slots: LimitFunction;
  readonly #stopping = new AbortController();
  readonly #underWay = new UnderWay();
  /** The pass that is being worked off: its switch, and when it was planned. */
  #pass: { readonly id: number; readonly at: number } | undefined;
  readonly #lookout: Lookout;
  #unsubscribe: () => void = () => undefined;

  constructor(parts: ModelSwitcherParts) {
    this.#parts = parts;
    this.#second = new SecondEncoder(parts.encoder, parts.openEncoder);
    this.#slots = pLimit(parts.encoder.bulkDepth);
    this.#lookout = new Lookout({
      look: () => this.#look(),
      onError: (error) => parts.onError(error, 'switching the model pack'),
    });
  }

  /** Takes portions of work, and looks at the switch under way now and from time to time. */
  async start(): Promise<void> {
    await this.#parts.queue.work<ReembedMessage>('reembed', { concurrency: CONCURRENCY }, ({ data }) =>
      this.#underWay.track(this.#reembed(data)),
    );
    this.#unsubscribe = this.#parts.pipeline.ledger.modelSwitches.changed.subscribe(() =>
      this.#lookout.wake(),
    );
    this.#lookout.start();
  }

  /** Finishes the portions in the works and stops. */
  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#stopping.abort();
    await Promise.all([this.#lookout.stop(), this.#underWay.settled()]);
    await this.#second.release();
  }

  /** @returns milliseconds until the next look */
  async #look(): Promise<number> {
    const { lookEverySeconds = 2, pipeline } = this.#parts;
    const latest = await pipeline.ledger.modelSwitches.latest();
    await this.#moveOn(latest);
    return !pipeline.ledger.isShared && isLongOver(latest) ? ALONE_LOOK_MS : lookEverySeconds * 1_000;
  }

  async #moveOn(latest: ModelSwitch | undefined): Promise<void> {
    const { ledger } = this.#parts.pipeline;
    await this.#second.release(isOver(latest) ? undefined : latest?.target);
    if (latest === undefined || latest.state === 'cancelled') return;
    if (latest.state === 'completed') return this.#followUp(latest);
    const release = await ledger.locks.tryExclusive('model switch');
    // Someone else sees to it.
    if (release === undefined) return;
    try {
      // Read again now that nobody else moves it.
      const now = await ledger.modelSwitches.running();
      if (now !== undefined) await (now.state === 'embedding' ? this.#embed(now) : this.#settle(now));
    } finally {
      await release();
    }
  }

  /** Takes along what a process that had not gone over yet wrote under the former pack after the switch was over. */
  async #followUp({ id, target, source }: ModelSwitch): Promise<void> {
    const { pipeline, encoder } = this.#parts;
    const { modelSwitches } = pipeline.ledger;
    if (encoder.pack.id !== target || !(await modelSwitches.isLacking(target))) return;
    const embedder = new Embedder(encoder, this.#parts.decodeLimits);
    const work = { id, source, embedder, slots: this.#slots };
    const keys = await modelSwitches.lackingPage(target, undefined, PORTION);
    for (const portion of byCollection(keys)) await reembedItems(pipeline, work, portion);
    await modelSwitches.moveItems(target, MOVE, true);
  }

  async #embed(now: ModelSwitch): Promise<void> {
    const { pipeline } = this.#parts;
    const { modelSwitches } = pipeline.ledger;
    if (await this.#isBusy()) return;
    if (this.#pass?.id !== now.id) return this.#plan(now);
    const { at } = this.#pass;
    const { lacking, failed } = await modelSwitches.coverage(now.target);
    if (lacking > 0) {
      const before = new Date(at - CLOCK_SKEW_MS);
      const short = Date.now() - at <= SHORT_PASS_MS;
      if (!short || (await modelSwitches.isLackingSince(now.target, before))) return this.#plan(now);
    }
    if (failed > 0 && !now.acceptFailures) return;
    const { missing } = await proveCoverage(pipeline, now.target);
    if (missing > 0) return this.#plan(now);
    // Before searches go over, so that the first of them need not wait for it.
    await this.#second.use(now.target, (encoder) => this.#embedExemplars(encoder));
    await modelSwitches.goOver(now.id);
  }

  async #settle(now: ModelSwitch): Promise<void> {
    const { pipeline, encoder } = this.#parts;
    const { ledger } = pipeline;
    // What a process on the former pack decides would be of the former pack.
    if (encoder.pack.id !== now.target || (await this.#isBusy())) return;
    const { lacking } = await ledger.modelSwitches.coverage(now.target);
    if (lacking > 0) return this.#plan(now);
    await this.#embedExemplars(encoder);
    while ((await ledger.modelSwitches.moveItems(now.target, MOVE)) > 0) {
      if (this.#stopping.signal.aborted) return;
    }
    await dropOtherSpaces(pipeline, [now.source, now.target]);
    for (const { tenant, collection } of await ledger.collections.all()) {
      await ledger.tags.startOver(tenant, collection);
    }
    await ledger.modelSwitches.complete(now.id);
  }

  #embedExemplars(encoder: Encoder): Promise<void> {
    const { pipeline, decodeLimits } = this.#parts;
    return reembedExemplars(pipeline, new Embedder(encoder, decodeLimits), this.#slots);
  }

  async #isBusy(): Promise<boolean> {
    const { waiting, active } = await this.#parts.queue.stats('reembed');
    return waiting + active > 0;
  }

  /** Sends all that lacks vectors under the target as portions of work. */
  async #plan(now: ModelSwitch): Promise<void> {
    const { pipeline, queue } = this.#parts;
    const { modelSwitches } = pipeline.ledger;
    const at = Date.now();
    await this.#second.use(now.target, async (encoder) => {
      await makeSpaces(pipeline, now.target, encoder.pack.spaces.global);
    });
    for (let after: ItemKey | undefined; !this.#stopping.signal.aborted;) {
      const keys = await modelSwitches.lackingPage(now.target, after, PORTION);
      if (keys.length > 0) await sendReembed(queue, [{ switchId: now.id, keys }]);
      after = keys.at(-1);
      if (keys.length < PORTION) break;
    }
    this.#pass = { id: now.id, at };
  }

  async #reembed({ switchId, keys }: ReembedMessage): Promise<void> {
    const { pipeline, decodeLimits } = this.#parts;
    if (this.#stopping.signal.aborted) throw new AppError('shutting_down', 'The service is stopping.');
    const running = await pipeline.ledger.modelSwitches.running();
    if (running?.id !== switchId) return;
    await this.#second.use(running.target, async (encoder) => {
      const embedder = new Embedder(encoder, decodeLimits);
      const work = { id: switchId, source: running.source, embedder, slots: this.#slots };
      for (const portion of byCollection(keys)) await reembedItems(pipeline, work, portion);
    });
  }
}

function isOver(found: ModelSwitch | undefined): boolean {
  return found === undefined || found.state === 'completed' || found.state === 'cancelled';
}

/** Whether nothing of a switch can be left to do, unless another one begins. */
function isLongOver(found: ModelSwitch | undefined): boolean {
  return isOver(found) && Date.now() - (found?.finishedAt?.getTime() ?? 0) > LONG_OVER_MS;
}

function byCollection(keys: readonly ItemKey[]): ItemKey[][] {
  return [...Map.groupBy(keys, ({ tenant, collection }) => JSON.stringify([tenant, collection])).values()];
}
