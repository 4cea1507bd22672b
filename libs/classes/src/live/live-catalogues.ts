import { ClassIndex, type ClassVectors } from '../score/class-index.ts';
import { DEFAULT_CALIBRATION } from '../score/decide.ts';
import { isAppError, type CatalogueClass, type VectorSpaceKey } from '@unseen/domain';
import { LRUCache } from 'lru-cache';
import type { CatalogueRelease } from '@unseen/ledger';
import type { ClassParts } from '../class-parts.ts';
import { calibrationAt } from '../calibrate/kept-calibrations.ts';
import { Backgrounds } from './backgrounds.ts';
import { classVectors } from './class-vectors.ts';
import { LiveCatalogue } from './live-catalogue.ts';
import { seenVersion, type VersionWish } from '../version/seen-version.ts';
import { KnownAnswers, SharedReads, type KnownKind } from '@unseen/concurrency';

/** Catalogues kept ready. */
const KEPT = 64;
/** Tenants whose version is known while the ledger is away. */
const KNOWN_VERSIONS = 10_000;
const NOTHING_KNOWN = new KnownAnswers({ keptMs: 0, isAway: () => false });

/** The classes of one version of a catalogue, and what they are judged by. */
interface Classes {
  readonly classes: readonly CatalogueClass[];
  readonly vectors: readonly ClassVectors[];
}

/**
 * The catalogues of this process, always at the version the ledger has: each request asks for the version, which costs one small
 * read that requests of the same moment share, and only a new version is loaded. So a class works in every process as soon as the request that made it has returned.
 */
export class LiveCatalogues {
  readonly #parts: ClassParts;
  readonly #backgrounds: Backgrounds;
  readonly #releases = new SharedReads<CatalogueRelease>();
  /** For while the ledger is away. */
  readonly #answers: KnownAnswers;
  readonly #known: KnownKind<CatalogueRelease>;
  /** The classes of a tenant's version with their vectors: they are the same for each of its collections. */
  readonly #classes: KnownKind<Classes>;
  readonly #kept = new LRUCache<string, Promise<LiveCatalogue>>({ max: KEPT });

  /** @param known - what the ledger last said, for while it is away; absent: nothing is known then */
  constructor(parts: ClassParts, known: KnownAnswers = NOTHING_KNOWN) {
    this.#parts = parts;
    this.#answers = known;
    this.#known = known.kind('catalogue', KNOWN_VERSIONS);
    this.#classes = known.kind('catalogue', KEPT);
    this.#backgrounds = new Backgrounds(parts.store, parts.encoder.pack.spaces.global);
  }

  /**
   * The catalogue that a caller gets, against one of the tenant's collections.
   * @throws AppError as {@link of}, and `forbidden` for a version that is not for the caller's eyes
   */
  seenBy(space: VectorSpaceKey, wish: VersionWish): Promise<LiveCatalogue> {
    return this.#choose(space, (release) => seenVersion(release, wish));
  }

  /**
   * The catalogue of a tenant against one of its collections.
   * @param asOf - an earlier version; the one in force by default
   * @throws AppError `catalogue_version_not_found`, `ledger_unavailable`, `vector_store_unavailable`, `encoder_failed`
   */
  of(space: VectorSpaceKey, asOf?: number): Promise<LiveCatalogue> {
    return this.#choose(space, () => asOf);
  }

  /** @param choose - the version to take; undefined for the newest */
  async #choose(
    space: VectorSpaceKey,
    choose: (release: CatalogueRelease) => number | undefined,
  ): Promise<LiveCatalogue> {
    const [release, background] = await Promise.all([
      this.#release(space.tenant),
      this.#backgrounds.of(space),
    ]);
    const version = choose(release) ?? release.version;
    // The newest has a place of its own: what comes after it is made from what is there.
    const place = version === release.version ? null : version;
    const key = JSON.stringify([space.tenant, space.collection, space.pack, place]);
    const kept = this.#kept.get(key);
    const before = await kept?.catch(() => undefined);
    const current = before?.version === version ? before : undefined;
    // What the collection looks like may have been sampled anew: while the ledger is away, classes are judged by the former sample.
    if (current && (current.background === background || this.#answers.isAway)) return current;
    // Whoever came first in this moment loads it for all; whether it is the version asked for is looked at again.
    if (this.#kept.peek(key) !== kept) return this.#choose(space, choose);
    const reusable = before?.background === background ? before.index : undefined;
    const loading = this.#load(space, version, background, reusable);
    this.#kept.set(key, loading);
    try {
      const loaded = await loading;
      // How sure it may be of a collection it had not seen is looked up when the ledger is back.
      if (this.#answers.isAway && this.#kept.peek(key) === loading) this.#kept.delete(key);
      return loaded;
    } catch (error) {
      const usable = isAppError(error, 'ledger_unavailable') ? current : undefined;
      if (this.#kept.peek(key) === loading) {
        if (usable === undefined) this.#kept.delete(key);
        else this.#kept.set(key, Promise.resolve(usable));
      }
      if (usable === undefined) throw error;
      return usable;
    }
  }

  /** Reads what searches of a tenant would need if the ledger went away, unless it was read lately. @throws AppError as {@link of} */
  async prepare(tenant: string): Promise<void> {
    const { version, published, serves } = await this.#release(tenant);
    const seen = serves === 'published' && published !== undefined ? [version, published] : [version];
    for (const each of new Set(seen)) {
      const key = keyOf(tenant, each);
      if (!this.#classes.knows(key)) await this.#classes.get(key, () => this.#read(tenant, each));
    }
  }

  /**
   * A catalogue against the collection as it is now, and another version of it against the same sample of the collection: a measurement
   * must not rest on what the collection was a moment ago, nor compare what was judged differently.
   * @param asOf - the version in force by default
   * @throws AppError as {@link of}
   */
  async forMeasuring(
    space: VectorSpaceKey,
    asOf?: number,
    against?: number,
  ): Promise<{ live: LiveCatalogue; other: LiveCatalogue | undefined }> {
    this.#backgrounds.forget(space);
    const [live, other] = await Promise.all([
      this.of(space, asOf),
      against === undefined ? undefined : this.of(space, against),
    ]);
    return { live, other };
  }

  /** Classes that are not in the catalogue yet, next to those that are: what a preview decides with. */
  async with(live: LiveCatalogue, tenant: string, extra: readonly CatalogueClass[]): Promise<LiveCatalogue> {
    const ids = new Set(extra.map(({ id }) => id));
    const classes = [...[...live.classes.values()].filter(({ id }) => !ids.has(id)), ...extra];
    const vectors = await classVectors(this.#parts, tenant, classes.filter(isActive));
    const index = new ClassIndex(vectors, live.background, live.index.leastMatch, live.index);
    return new LiveCatalogue(live.version, classes, index, live.background, live.calibration);
  }

  async #load(
    space: VectorSpaceKey,
    version: number,
    background: LiveCatalogue['background'],
    earlier: ClassIndex | undefined,
  ): Promise<LiveCatalogue> {
    const { tenant, collection, pack } = space;
    const [{ classes, vectors }, learned] = await Promise.all([
      this.#classes.get(keyOf(tenant, version), () => this.#read(tenant, version)),
      this.#parts.ledger.prototypes.calibration(tenant, collection, pack).catch((error: unknown) => {
        if (this.#answers.isAway && isAppError(error, 'ledger_unavailable')) return undefined;
        throw error;
      }),
    ]);
    return new LiveCatalogue(
      version,
      classes,
      new ClassIndex(vectors, background, this.#parts.encoder.pack.manifest.match?.line, earlier),
      background,
      calibrationAt(learned, version) ?? DEFAULT_CALIBRATION,
    );
  }

  #release(tenant: string): Promise<CatalogueRelease> {
    const read = () => this.#parts.ledger.classes.release(tenant);
    return this.#known.get(tenant, () => this.#releases.get(tenant, read));
  }

  async #read(tenant: string, version: number): Promise<Classes> {
    const { classes } = await this.#parts.ledger.classes.state(tenant, version);
    return { classes, vectors: await classVectors(this.#parts, tenant, classes.filter(isActive)) };
  }
}

function keyOf(tenant: string, version: number): string {
  return JSON.stringify([tenant, version]);
}

function isActive(entry: CatalogueClass): boolean {
  return entry.status === 'active';
}
