import { Lookout } from '@unseen/concurrency';
import { isAppError, writtenTokens, type ErrorCode, type ItemKey } from '@unseen/domain';
import { decodeWhole, type DecodedPicture, type DecodeLimits } from '@unseen/imaging';
import type { Ledger, UnreadPicture } from '@unseen/ledger';
import { LOOK_EDGE, type ReadWord } from '@unseen/reader';
import pLimit from 'p-limit';
import type { PictureStore } from '../items/picture-store.ts';
import { isOurFault } from '../util/is-our-fault.ts';
import { ReadingPace } from './reading-pace.ts';

/** What reads pictures; a `TextReader` of `@unseen/reader` does. */
export interface PictureReader {
  /** `name@version`: pictures that another one read are read again. */
  readonly id: string;
  /** Whether there is anything to read in a picture of {@link LOOK_EDGE} pixels. */
  look(picture: DecodedPicture): Promise<boolean>;
  read(picture: DecodedPicture): Promise<readonly ReadWord[]>;
  /** Gives memory back until there is something to read. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

/** A picture was read, or could not be. */
export interface ReadingEvent {
  readonly outcome: 'words' | 'empty' | 'failed';
  /** Time it took, decoding included. */
  readonly seconds: number;
}

/** What a {@link ReadingLane} works with. */
export interface ReadingLaneParts {
  readonly ledger: Ledger;
  readonly pictures: PictureStore;
  /** Opens the reader; called when there is something to read, and again when that failed. */
  readonly openReader: () => Promise<PictureReader>;
  readonly decodeLimits: DecodeLimits;
  /** Whether no other process reads: then what is being read at the start was left behind. Default false. */
  readonly alone?: boolean;
  /** Seconds between looks for pictures to read, where some collection has them read. Default 2. */
  readonly lookEverySeconds?: number;
  /** A number that changes with all other work of the process, which reading gives way to. Default: there is none. */
  readonly activity?: () => number;
  /** Called after each picture, for metrics; must not throw. */
  readonly observe?: (event: ReadingEvent) => void;
  readonly onError: (error: unknown, during: string) => void;
}

/** Pixels of the longer edge at which pictures are read: beyond them letters gain nothing. */
const EDGE = 1_600;
/** Rows of items one look-up goes through. */
const PAGE = 200;
/** Pictures decoded while another one is read. */
const AT_ONCE = 2;
/** A pass that finds nothing to read costs at most this share of the time. */
const LOOKING_SHARE = 0.05;
/** Seconds without a picture after which the reader gives its memory back. */
const REST_AFTER_SECONDS = 30;
/** Seconds between looks, unless told otherwise. */
const LOOK_EVERY_SECONDS = 2;
/** Milliseconds between looks where no collection has its pictures read, and nobody else can have them read. */
const ALONE_LOOK_MS = 30_000;
/** Seconds until the next look after one that failed. */
const AFTER_ERROR_SECONDS = 30;

/**
 * Reads what is written in pictures, apart from loading: pictures are searchable first and read later, in the collections that ask for it.
 * What is to be read is found in the ledger again and again, so nothing is lost with a process, and what is read again after a switch of
 * the reader needs no other way.
 */
export class ReadingLane {
  readonly #parts: ReadingLaneParts;
  readonly #stopping = new AbortController();
  readonly #lookout: Lookout;
  readonly #pace: ReadingPace;
  #unsubscribe: () => void = () => undefined;
  #reader: Promise<PictureReader> | undefined;
  #lastRead = 0;

  constructor(parts: ReadingLaneParts) {
    this.#parts = parts;
    this.#pace = new ReadingPace(parts.activity ?? (() => 0));
    this.#lookout = new Lookout({
      look: () => this.#look(),
      onError: (error) => parts.onError(error, 'reading what is written in pictures'),
      afterErrorMs: Math.max(parts.lookEverySeconds ?? LOOK_EVERY_SECONDS, AFTER_ERROR_SECONDS) * 1_000,
    });
  }

  /** Looks for pictures to read, now and from time to time. */
  async start(): Promise<void> {
    const { alone, ledger } = this.#parts;
    if (alone) await ledger.texts.releaseAll();
    this.#unsubscribe = ledger.collections.readTextChanged.subscribe(() => this.#lookout.wake());
    this.#lookout.start();
  }

  /** Finishes the pictures in the works and stops. */
  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#stopping.abort();
    await this.#lookout.stop();
    await (await this.#reader?.catch(() => undefined))?.close();
  }

  /** @returns milliseconds until the next look */
  async #look(): Promise<number> {
    const { alone, ledger, lookEverySeconds = LOOK_EVERY_SECONDS } = this.#parts;
    const start = performance.now();
    const collections = await ledger.texts.readCollections();
    const read = await this.#pass(collections);
    if (read > 0) return 0;
    // Whoever has pictures read, and is in this process, wakes it.
    if (alone && collections.length === 0 && this.#isIdle()) return ALONE_LOOK_MS;
    return Math.max(lookEverySeconds * 1_000, (performance.now() - start) / LOOKING_SHARE);
  }

  /** Goes through collections once. @returns pictures read */
  async #pass(collections: readonly Pick<ItemKey, 'tenant' | 'collection'>[]): Promise<number> {
    const { texts } = this.#parts.ledger;
    let read = 0;
    for (const collection of collections) {
      this.#reader ??= this.#open();
      const reader = await this.#reader;
      for (let after: string | undefined; ;) {
        const { pictures, last } = await texts.unread(collection, reader.id, after, PAGE);
        read += await this.#readAll(reader, pictures);
        if (last === undefined || this.#stopping.signal.aborted) break;
        after = last;
      }
    }
    if (read > 0) this.#lastRead = performance.now();
    else if (this.#isIdle()) await (await this.#reader)?.rest();
    return read;
  }

  /** Whether nothing has been read for so long that the reader gives its memory back. */
  #isIdle(): boolean {
    return performance.now() - this.#lastRead > REST_AFTER_SECONDS * 1_000;
  }

  async #open(): Promise<PictureReader> {
    try {
      return await this.#parts.openReader();
    } catch (error) {
      this.#reader = undefined;
      throw error;
    }
  }

  async #readAll(reader: PictureReader, pictures: readonly UnreadPicture[]): Promise<number> {
    const slots = pLimit(AT_ONCE);
    let read = 0;
    const outcomes = await Promise.allSettled(
      pictures.map((picture) =>
        slots(async () => {
          await this.#pace.turn(this.#stopping.signal);
          if (this.#stopping.signal.aborted) return;
          if (await this.#readOne(reader, picture)) read += 1;
        }),
      ),
    );
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
    return read;
  }

  /** @returns whether it was the caller's to read */
  async #readOne(reader: PictureReader, picture: UnreadPicture): Promise<boolean> {
    const { texts } = this.#parts.ledger;
    if (!(await texts.claim(picture, reader.id))) return false;
    const start = performance.now();
    try {
      const reading = await this.#wordsOf(reader, picture);
      await texts.save(picture, {
        words: reading.words,
        tokens: writtenTokens(reading.words.map(({ text }) => text)).map(({ token }) => token),
        errorCode: reading.errorCode,
      });
      const outcome = reading.errorCode ? 'failed' : reading.words.length > 0 ? 'words' : 'empty';
      this.#parts.observe?.({ outcome, seconds: (performance.now() - start) / 1_000 });
      this.#pace.spent(performance.now() - start);
      return true;
    } catch (error) {
      await texts.release(picture).catch(() => undefined);
      throw error;
    }
  }

  async #wordsOf(
    reader: PictureReader,
    { imageKey, readText }: UnreadPicture,
  ): Promise<{ words: readonly ReadWord[]; errorCode?: ErrorCode }> {
    const { pictures, decodeLimits } = this.#parts;
    const once = async () => {
      const { bytes } = await pictures.get(imageKey);
      const decode = (edge: number) => decodeWhole(bytes, edge, decodeLimits);
      if (readText === 'auto' && !(await reader.look(await decode(LOOK_EDGE)))) return { words: [] };
      return { words: await reader.read(await decode(EDGE)) };
    };
    try {
      return await once().catch((error: unknown) => {
        // The thread may have died of the picture beside it.
        if (isAppError(error, 'encoder_failed')) return once();
        throw error;
      });
    } catch (error) {
      if (!isPicturesFault(error)) throw error;
      return { words: [], errorCode: error.code };
    }
  }
}

/** Whether it would go no better another time. */
function isPicturesFault(error: unknown): error is { code: ErrorCode } & Error {
  if (!isAppError(error) || isOurFault(error)) return false;
  return error.code.startsWith('image_') || ['encoder_failed', 'blob_not_found'].includes(error.code);
}
