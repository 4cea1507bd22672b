import { isDeepStrictEqual } from 'node:util';
import {
  AppError,
  isAppError,
  type DuplicatePolicy,
  type Entry,
  type EntryFailure,
  type ItemKey,
} from '@unseen/domain';
import type { ItemRecord } from '@unseen/ledger';
import { toFailure } from '../readers/reader.ts';
import { derivedId } from '../util/content-hash.ts';
import { settleAll } from '@unseen/concurrency';
import { isOurFault } from '../util/is-our-fault.ts';
import type { LimitFunction } from 'p-limit';
import type { BuiltItem } from './build-item.ts';
import { checkEncoderWorks } from './encoder-works.ts';
import { makeContent, type ItemContent, type SourceImage } from './item-content.ts';
import type { ItemPipeline } from './item-pipeline.ts';
import { readEntryImage, type EntryImages } from './read-entry-image.ts';

/** A batch of entries of one job. */
export interface ChunkWork {
  readonly jobId: string;
  readonly tenant: string;
  readonly collection: string;
  readonly duplicates: DuplicatePolicy;
  readonly entries: readonly Entry[];
  /** Entries not to be touched, by ordinal, and why. */
  readonly refused: ReadonlyMap<number, EntryFailure>;
  /** Aborted when the process is about to stop. */
  readonly signal: AbortSignal;
}

/** Where entries are read from, and how many at once. */
export interface ChunkSetting {
  readonly pipeline: ItemPipeline;
  readonly images: EntryImages;
  /** Bounds the pictures held over all chunks. */
  readonly slots: LimitFunction;
  /** Ids made from content that some chunk is at work on, as JSON. */
  readonly derived: Set<string>;
  /** Called with what nobody foresaw about an entry; the entry becomes a failure. */
  readonly onError: (error: unknown, during: string) => void;
}

/** What became of one entry. */
type Outcome =
  | { readonly kind: 'built'; readonly built: BuiltItem; readonly replaced: string | null }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'failed'; readonly failure: EntryFailure };

/** Saves the outcome; the chunk is over when it resolves. */
export type FinishChunk = (result: {
  items: BuiltItem['row'][];
  failures: EntryFailure[];
  skipped: number;
}) => Promise<void>;

const SKIPPED: Outcome = { kind: 'skipped' };

/**
 * Takes in a chunk: pictures side by side, vectors in one write, then the ledger. What is wrong with an entry becomes
 * its failure. Doing it again after a crash writes the same points.
 *
 * @throws AppError when a part of the platform is away: nothing is lost, the chunk can be done again
 */
export async function ingestChunk(
  setting: ChunkSetting,
  work: ChunkWork,
  finish: FinishChunk,
): Promise<void> {
  const { pipeline } = setting;
  const named = work.entries.flatMap((entry) => (entry.id === undefined ? [] : [keyOf(work, entry.id)]));
  await pipeline.exclusively(unique(named), async () => {
    await pipeline.ensureSpace(work);
    const run = new ChunkRun(setting, work, await pipeline.ledger.items.getMany(unique(named)));
    try {
      const outcomes = await run.all();
      const built = outcomes.filter((outcome) => outcome.kind === 'built');
      await pipeline.upsert(
        work,
        built.map((outcome) => outcome.built.point),
      );
      await finish({
        items: built.map((outcome) => outcome.built.row),
        failures: outcomes.flatMap((outcome) => (outcome.kind === 'failed' ? [outcome.failure] : [])),
        skipped: outcomes.filter((outcome) => outcome.kind === 'skipped').length,
      });
      run.letGo();
      const replaced = built.flatMap((outcome) => (outcome.replaced === null ? [] : [outcome.replaced]));
      for (const hash of new Set(replaced)) await pipeline.pictures.removeUnused(hash);
    } finally {
      run.letGo();
    }
  });
}

/** One pass over a chunk. */
class ChunkRun {
  readonly #setting: ChunkSetting;
  readonly #work: ChunkWork;
  readonly #existing: ReadonlyMap<string, ItemRecord>;
  readonly #held: string[] = [];
  /** What this chunk added to {@link ChunkSetting.derived}. */
  readonly #derived: string[] = [];

  constructor(setting: ChunkSetting, work: ChunkWork, existing: readonly ItemRecord[]) {
    this.#setting = setting;
    this.#work = work;
    this.#existing = new Map(existing.map((record) => [record.id, record]));
  }

  async all(): Promise<Outcome[]> {
    const groups = await settleAll(groupById(this.#work.entries).map((group) => this.#group(group)));
    const outcomes = groups.flat();
    const tried = outcomes.filter((outcome) => outcome.kind !== 'skipped');
    checkEncoderWorks(tried.map((outcome) => (outcome.kind === 'failed' ? outcome.failure.code : undefined)));
    return outcomes;
  }

  /** Lets others at the pictures and ids of this chunk. */
  letGo(): void {
    for (const name of this.#derived.splice(0)) this.#setting.derived.delete(name);
    for (const hash of this.#held.splice(0)) this.#setting.pipeline.pictures.letGo(hash);
  }

  /** Entries that share an id: the first that succeeds counts (the last, when replacing), the others are skipped. */
  async #group(group: readonly Entry[]): Promise<Outcome[]> {
    const order = this.#work.duplicates === 'replace' ? group.toReversed() : group;
    const outcomes: Outcome[] = [];
    for (const entry of order) {
      const over = outcomes.some((outcome) => outcome.kind !== 'failed');
      outcomes.push(over ? SKIPPED : await this.#entry(entry));
    }
    return outcomes;
  }

  async #entry(entry: Entry): Promise<Outcome> {
    const refused = this.#work.refused.get(entry.ordinal);
    if (refused !== undefined) return { kind: 'failed', failure: refused };
    const existing = entry.id === undefined ? undefined : this.#existing.get(entry.id);
    if (this.#leaves(existing)) return SKIPPED;
    try {
      return await this.#setting.slots(() => this.#take(entry, existing));
    } catch (error) {
      if (isOurFault(error)) throw error;
      return { kind: 'failed', failure: this.#failureOf(entry, error) };
    }
  }

  async #take(entry: Entry, named: ItemRecord | undefined): Promise<Outcome> {
    const { pipeline } = this.#setting;
    if (this.#work.signal.aborted) throw new AppError('shutting_down', 'The service is stopping.');
    const content = makeContent(await this.#image(entry), entry.captions, entry.metadata);
    const key = keyOf(this.#work, entry.id ?? derivedId(content.hash));
    let existing = named;
    if (entry.id === undefined) {
      // The same id is the same content: whoever is at it makes the same item.
      const name = JSON.stringify(key);
      if (this.#setting.derived.has(name)) return SKIPPED;
      this.#setting.derived.add(name);
      this.#derived.push(name);
      existing = await pipeline.ledger.items.get(key);
      if (this.#leaves(existing)) return SKIPPED;
    }
    if (isSame(existing, content, pipeline.embedder.pack)) return SKIPPED;
    if (content.image !== null) {
      this.#held.push(content.image.hash);
      await pipeline.pictures.hold(content.image.hash);
    }
    const built = await pipeline.build(key, content, 'bulk', 'indexed', this.#work.jobId);
    const before = existing?.imageKey ?? null;
    return { kind: 'built', built, replaced: before === built.row.imageKey ? null : before };
  }

  async #image(entry: Entry): Promise<Uint8Array | SourceImage | undefined> {
    const { tenant, signal } = this.#work;
    try {
      return await readEntryImage(this.#setting.images, tenant, entry, signal);
    } catch (error) {
      // A fetch that is broken off is not the entry's fault.
      if (signal.aborted) throw new AppError('shutting_down', 'The service is stopping.', { cause: error });
      throw error;
    }
  }

  #failureOf(entry: Entry, error: unknown): EntryFailure {
    if (isAppError(error)) {
      return toFailure(entry.ordinal, nameOf(entry), error.code, error.message, entry.where);
    }
    this.#setting.onError(error, `taking in "${nameOf(entry)}"`);
    return toFailure(
      entry.ordinal,
      nameOf(entry),
      'internal',
      'Something unexpected went wrong.',
      entry.where,
    );
  }

  #leaves(existing: ItemRecord | undefined): boolean {
    return existing !== undefined && existing.state !== 'deleting' && this.#work.duplicates === 'skip';
  }
}

/** Whether a stored item is just what an entry would make of it. */
function isSame(existing: ItemRecord | undefined, content: ItemContent, pack: string): boolean {
  return (
    existing?.state === 'indexed' &&
    existing.pack === pack &&
    existing.contentHash === content.hash &&
    isDeepStrictEqual(existing.metadata, content.metadata)
  );
}

function groupById(entries: readonly Entry[]): Entry[][] {
  const groups = new Map<string | number, Entry[]>();
  for (const entry of entries) {
    const name = entry.id ?? entry.ordinal;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [entry]);
    else group.push(entry);
  }
  return [...groups.values()];
}

function keyOf(work: Pick<ChunkWork, 'tenant' | 'collection'>, id: string): ItemKey {
  return { tenant: work.tenant, collection: work.collection, id };
}

function unique(keys: readonly ItemKey[]): ItemKey[] {
  return [...new Map(keys.map((key) => [key.id, key])).values()];
}

/** What names an entry best in a list of failures. */
export function nameOf(entry: Entry): string {
  if (entry.id !== undefined) return entry.id;
  if (entry.image?.kind === 'url') return entry.image.url;
  return entry.image?.kind === 'file' ? entry.image.path : `entry ${entry.ordinal}`;
}
