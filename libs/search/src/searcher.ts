import { AppError, pointId, type VectorSpaceKey, type VectorStore } from '@unseen/domain';
import { ImfaScorer, MatchScale, type AttentionGrid } from '@unseen/imfa';
import { classFacets } from './classes/class-facets.ts';
import { CLASS_SIDES, type ClassEvidence } from './classes/class-lens.ts';
import { classSides } from './classes/class-sides.ts';
import { explainNamed } from './classes/explain-named.ts';
import { embedQuery } from './embed/embed-query.ts';
import type { EmbeddedQuery } from './embed/embedded-query.ts';
import { TextEncodings } from './embed/text-encodings.ts';
import { explainPage } from './explain/explain-page.ts';
import { digits } from './explain/explanation.ts';
import { findWindow } from './find-window.ts';
import { CursorSealer } from './page/cursor.ts';
import { readPage, type PageHit } from './page/read-page.ts';
import type { Window } from './page/window.ts';
import { checkRequest, requestFingerprint, type CheckedRequest } from './query/check-request.ts';
import type { SearchRequest } from './query/search-request.ts';
import type { Hit, SearchResponse } from './search-response.ts';
import type { QueryEncoder, SearcherParts } from './searcher-parts.ts';
import { StageClock } from './stage-clock.ts';
import { textWarnings, type TextWarning } from './understand/text-warnings.ts';

const DEFAULTS = { rescoreDeadlineMs: 250, explainDeadlineMs: 2_000, textCacheBytes: 32 * 1024 * 1024 };

/**
 * Searches collections: embed, recall, fuse, re-score, page, explain. Holds no state between requests but a cache of text
 * encodings: the window a cursor pages through travels in the cursor.
 */
export class Searcher {
  readonly #encoder: QueryEncoder;
  readonly #store: VectorStore;
  readonly #scorer: ImfaScorer;
  readonly #texts: TextEncodings;
  readonly #scale: MatchScale;
  readonly #cursors: CursorSealer;
  readonly #parts: SearcherParts;

  constructor(parts: SearcherParts) {
    const { encoder, store, options } = parts;
    this.#parts = parts;
    this.#encoder = encoder;
    this.#store = store;
    this.#scorer = new ImfaScorer(encoder, encoder.pack.spaces);
    this.#texts = new TextEncodings(
      (text, signal) => encoder.encodeText(text, 'interactive', signal),
      options?.textCacheBytes ?? DEFAULTS.textCacheBytes,
    );
    this.#scale = new MatchScale(encoder.pack.manifest.match, (text) => this.#texts.get(text));
    this.#cursors = new CursorSealer(options?.cursorKey);
  }

  /**
   * Whether there is anything to search. A search in a space that is not there finds nothing and is no error here: whether
   * the collection exists at all is the caller's to say.
   */
  exists(space: VectorSpaceKey): Promise<boolean> {
    return this.#store.hasSpace(space);
  }

  /**
   * One page of hits.
   * @param signal - aborted when the caller leaves: what has not begun by then does not begin, and the search ends with its reason
   * @throws AppError `query_empty`, `query_too_long`, `invalid_request`, `invalid_cursor`, `image_*`, `item_not_found`,
   * `item_has_no_image`, `encoder_failed`, `vector_store_unavailable`; never because re-scoring or explaining failed
   */
  async search(request: SearchRequest, signal?: AbortSignal): Promise<SearchResponse> {
    const checked = checkRequest(request);
    this.#checkPack(checked.space);
    const clock = new StageClock(this.#parts.options?.observe ?? (() => undefined), signal);
    const fingerprint = requestFingerprint(checked);
    const embed = async () =>
      clock.measure('embed', () =>
        embedQuery(checked, {
          encoder: this.#encoder,
          texts: this.#texts,
          store: this.#store,
          decodeLimits: this.#parts.decodeLimits,
          signal,
        }),
      );
    // A later page needs the query's vectors only to explain; the first one needs them to find anything.
    const query = checked.cursor === undefined || checked.explain ? await embed() : undefined;
    const { space, lens, limit } = checked;
    const first = checked.cursor === undefined;
    const { window, points } = first
      ? await findWindow(checked, query!, { ...this.#windowParts(), signal }, clock)
      : { window: this.#cursors.open(checked.cursor, fingerprint), points: new Map<string, never>() };
    // Facets count the whole window, so the classes of the page's hits are known with them.
    const counted = lens !== undefined && checked.facets && first;
    const [{ hits, rest }, sides, warnings] = await clock.measure('page', () =>
      Promise.all([
        readPage(this.#store, space, window, limit, {
          payload: true,
          // A later page may come long after its points were found.
          recalled: first,
          ...(lens && !counted && { vectors: CLASS_SIDES }),
          ...(checked.explain && { vectors: ['image', 'caption', 'joint'], regions: true }),
        }),
        classSides(this.#store, space, counted ? window.entries.map(({ pointId: id }) => id) : [], points),
        first ? this.#warningsOf(checked, query!) : [],
      ]),
    );
    const explained =
      query && checked.explain ? await this.#explain(checked, query, hits, clock, signal) : [];
    const nextCursor = rest.entries.length > 0 ? this.#cursors.seal(rest, fingerprint) : undefined;
    return {
      hits: hits.map((hit, index) =>
        toHit(hit, checked, window, this.#scale.line, sides.get(hit.point.id), explained[index]),
      ),
      ...(nextCursor !== undefined && { nextCursor }),
      took: clock.took(),
      rescored: window.skipped === undefined,
      ...(window.skipped && { rescoreSkipped: window.skipped }),
      cut: window.cut,
      vetoed: window.vetoed,
      ...(warnings.length > 0 && { warnings }),
      ...(lens && lens.named.length > 0 && { named: lens.named }),
      ...(counted && { classes: classFacets(sides.values(), lens) }),
    };
  }

  /**
   * Where a text looks in the picture of an item.
   * @throws AppError `item_not_found`, `item_has_no_image`, `query_empty`, `query_too_long`, `encoder_failed`
   */
  async attention(space: VectorSpaceKey, itemId: string, text: string): Promise<AttentionGrid> {
    const query = checkRequest({ space, text });
    this.#checkPack(space);
    const [[point], encoding] = await Promise.all([
      this.#store.read(space, [pointId(space, itemId)], { vectors: ['image'], regions: true }),
      this.#texts.get(query.text!),
    ]);
    if (!point) throw new AppError('item_not_found', `There is no item ${itemId} in ${space.collection}.`);
    const { image } = point.vectors;
    if (!image || !point.regions) throw new AppError('item_has_no_image', `${itemId} has no picture.`);
    const picture = { imageGlobal: image, regions: point.regions };
    const { attention } = await this.#scorer.scoreImages(encoding, [picture], 'imfa', true);
    return attention![0]!;
  }

  #explain(
    request: CheckedRequest,
    query: EmbeddedQuery,
    hits: readonly PageHit[],
    clock: StageClock,
    signal: AbortSignal | undefined,
  ) {
    const deadlineMs = this.#parts.options?.explainDeadlineMs ?? DEFAULTS.explainDeadlineMs;
    return explainPage(request, query, hits, { scorer: this.#scorer, deadlineMs, signal }, clock);
  }

  /** What is to be said of the words of a query: those that are asked for, and those that are not wanted. */
  async #warningsOf({ text }: CheckedRequest, query: EmbeddedQuery): Promise<TextWarning[]> {
    const texts = [
      ...(text !== undefined && query.text ? [{ text, encoding: query.text }] : []),
      ...query.unwanted,
    ];
    const found = await Promise.all(
      texts.map((each) => textWarnings(each.text, each.encoding, (word) => this.#texts.get(word))),
    );
    return found.flat();
  }

  #windowParts() {
    const { options } = this.#parts;
    return {
      store: this.#store,
      scorer: this.#scorer,
      scale: this.#scale,
      deadlineMs: options?.rescoreDeadlineMs ?? DEFAULTS.rescoreDeadlineMs,
      reciprocalRankK: options?.reciprocalRankK,
      listWeights: options?.listWeights ?? {},
    };
  }

  #checkPack(space: VectorSpaceKey): void {
    const { id } = this.#encoder.pack;
    if (space.pack !== id) {
      throw new AppError('internal', `A space of pack ${space.pack} was searched with pack ${id}.`);
    }
  }
}

function toHit(
  { entry, point }: PageHit,
  { lens }: CheckedRequest,
  { namedWeight }: Window,
  line: number,
  sides: ClassEvidence = point.vectors,
  explain?: Hit['explain'],
): Hit {
  const { captions, metadata, hasImage } = point.payload!;
  const found = lens?.classOf(sides);
  return {
    id: point.itemId,
    score: digits(entry.score),
    match: entry.match,
    ...(entry.match < line && { weak: true }),
    ...(captions.length > 0 && { caption: captions[0]!, captions: [...captions] }),
    metadata,
    hasImage,
    ...(found && { class: { ...found, probability: digits(found.probability) } }),
    ...(explain && { explain: { ...explain, named: explainNamed(lens, sides, namedWeight) } }),
  };
}
