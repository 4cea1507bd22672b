import {
  AppError,
  filterTest,
  pointId,
  type TextEncoding,
  type VectorSpaceKey,
  type VectorStore,
} from '@unseen/domain';
import { ImfaScorer, MatchScale, withStrength, type AttentionGrid, type TextHeat } from '@unseen/imfa';
import { askEach, mergePages, type OpenPage } from './across/search-across.ts';
import { arrangeWindow } from './arrange/arrange-window.ts';
import { countAnswer } from './arrange/count-answer.ts';
import { browsePage } from './browse/browse-page.ts';
import { OrderSamples } from './browse/order-samples.ts';
import { classFacets } from './classes/class-facets.ts';
import { countClasses } from './classes/count-classes.ts';
import { CLASS_SIDES } from './classes/class-lens.ts';
import { classSides } from './classes/class-sides.ts';
import { embedQuery } from './embed/embed-query.ts';
import type { EmbeddedQuery } from './embed/embedded-query.ts';
import { TextEncodings } from './embed/text-encodings.ts';
import { explainPage } from './explain/explain-page.ts';
import { textHeat } from './explain/text-heat.ts';
import { findWindow } from './find-window.ts';
import { CursorSealer } from './page/cursor.ts';
import { readPage, restAfter, type PageHit } from './page/read-page.ts';
import { fieldsOfArrangement } from './query/arrangement.ts';
import { checkRequest, isBrowsing, requestFingerprint, type CheckedRequest } from './query/check-request.ts';
import { fieldsOfFilter, KnownFields } from './query/known-fields.ts';
import { RescorePace } from './rescore/pace.ts';
import { SEARCH_LIMITS, type SearchRequest } from './query/search-request.ts';
import type { SearchResponse } from './search-response.ts';
import { toHit } from './to-hit.ts';
import type { QueryEncoder, SearcherParts } from './searcher-parts.ts';
import { StageClock } from './stage-clock.ts';
import { textWarnings } from './understand/text-warnings.ts';

const DEFAULTS = { rescoreDeadlineMs: 250, explainDeadlineMs: 2_000, textCacheBytes: 32 * 1024 * 1024 };

/**
 * Searches collections: embed, recall, fuse, re-score, page, explain. Holds no state between requests but caches of text
 * encodings and of samples of orders: the window a cursor pages through travels in the cursor.
 */
export class Searcher {
  readonly #encoder: QueryEncoder;
  readonly #store: VectorStore;
  readonly #scorer: ImfaScorer;
  readonly #texts: TextEncodings;
  readonly #scale: MatchScale;
  readonly #cursors: CursorSealer;
  readonly #parts: SearcherParts;
  readonly #fields: KnownFields;
  readonly #pace = new RescorePace();
  readonly #samples: OrderSamples;

  constructor(parts: SearcherParts) {
    const { encoder, store, options } = parts;
    this.#parts = parts;
    this.#encoder = encoder;
    this.#store = store;
    this.#fields = new KnownFields(store);
    this.#scorer = new ImfaScorer(encoder, encoder.pack.spaces);
    this.#texts = new TextEncodings(
      (text, signal) => encoder.encodeText(text, 'interactive', signal),
      options?.textCacheBytes ?? DEFAULTS.textCacheBytes,
    );
    this.#scale = new MatchScale(encoder.pack.manifest.match, (text) => this.#texts.get(text));
    this.#cursors = new CursorSealer(options?.cursorKey);
    this.#samples = new OrderSamples(options?.samples);
  }

  /**
   * Whether there is anything to search. A search in a space that is not there finds nothing and is no error here: whether
   * the collection exists at all is the caller's to say.
   */
  exists(space: VectorSpaceKey): Promise<boolean> {
    return this.#store.hasSpace(space);
  }

  /**
   * Begins to encode a text that a search will ask for, while its caller still looks up where: the search finds it under way. Says nothing of
   * what is wrong with the text; the search does.
   */
  expect(text: string, signal?: AbortSignal): void {
    const asked = text.trim();
    if (asked === '' || asked.length > SEARCH_LIMITS.textLength || !asked.isWellFormed()) return;
    this.#texts.get(asked, signal).catch(() => undefined);
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
    if (isBrowsing(checked)) return this.#browse(checked, fingerprint, clock);
    return (await this.#open(checked, fingerprint, clock, signal)).take(checked.limit);
  }

  /**
   * One page of the hits of several collections.
   * @param requests - the same search in each; the cursor is that of the answer for all
   * @throws AppError what {@link search} throws, and `invalid_request` for what has no meaning across collections
   */
  async searchAcross(requests: readonly SearchRequest[], signal?: AbortSignal): Promise<SearchResponse> {
    const pages = await Promise.all(
      askEach(requests).map(async (request) => {
        if (!request) return undefined;
        const checked = checkRequest(request);
        this.#checkPack(checked.space);
        const clock = new StageClock(this.#parts.options?.observe ?? (() => undefined), signal);
        return this.#open(checked, requestFingerprint(checked), clock, signal);
      }),
    );
    const { limit = SEARCH_LIMITS.defaultLimit, sort, facets } = requests[0]!;
    const names = requests.map(({ space }) => space.collection);
    return mergePages(pages, names, { limit, sort, facets });
  }

  async #open(
    checked: CheckedRequest,
    fingerprint: Uint8Array,
    clock: StageClock,
    signal: AbortSignal | undefined,
  ): Promise<OpenPage> {
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
    const found = first
      ? await findWindow(checked, query!, { ...this.#windowParts(), signal }, clock)
      : undefined;
    const { window, items } = !found
      ? { window: this.#cursors.open(checked.cursor!, fingerprint), items: [] }
      : isArranged(checked)
        ? await clock.measure('page', () => arrangeWindow(this.#store, space, found.window, checked))
        : { window: found.window, items: [] };
    const points = found?.points ?? new Map<string, never>();
    const counted = lens !== undefined && checked.classFacets && first;
    // In classes asked for, facets count the window, so the classes of the page's hits are known with them.
    const inWindow = counted && lens.only !== undefined;
    const stillHolds = first || !checked.filter ? undefined : filterTest(checked.filter);
    const [page, sides, warnings, counts, classes] = await clock.measure('page', () =>
      Promise.all([
        readPage(
          this.#store,
          space,
          window,
          limit,
          {
            payload: true,
            // A later page may come long after its points were found.
            recalled: first,
            ...(lens && !inWindow && { vectors: CLASS_SIDES }),
            ...(checked.explain && { vectors: ['image', 'caption', 'joint'], regions: true }),
          },
          stillHolds && (({ itemId, payload }) => stillHolds({ itemId, payload: payload! })),
        ),
        classSides(this.#store, space, inWindow ? window.entries.map(({ pointId: id }) => id) : [], points),
        first ? this.#warningsOf(checked, query!) : [],
        found ? countAnswer(checked, found, items, query!.itself, this.#store) : {},
        counted && !inWindow ? countClasses(checked, lens, query!, this.#windowParts()) : undefined,
      ]),
    );
    const { hits } = page;
    const explained =
      query && checked.explain ? await this.#explain(checked, query, hits, clock, signal) : [];
    const sidesOf = (hit: PageHit) => sides.get(hit.point.id) ?? hit.point.vectors;
    const [hitClasses, members] = await Promise.all([
      lens?.classesOf(hits.map(sidesOf)),
      inWindow ? lens.membersOf([...sides.values()]) : [],
    ]);
    const answer = {
      took: clock.took(),
      rescored: window.skipped === undefined,
      ...(window.skipped && { rescoreSkipped: window.skipped }),
      ...(window.rescored !== undefined && { rescoredCandidates: window.rescored }),
      cut: window.cut,
      vetoed: window.vetoed,
      ...(warnings.length > 0 && { warnings }),
      ...(lens && lens.named.length > 0 && { named: lens.named }),
      ...(counted && { classes: classes ?? classFacets(members, lens, found!.covered) }),
      ...counts,
    };
    return {
      hits,
      take: (count) => {
        const rest = restAfter(window, page, count);
        return {
          hits: hits.slice(0, count).map((hit, index) =>
            toHit(hit, checked, window, this.#scale.line, {
              sides: sidesOf(hit),
              class: hitClasses?.[index],
              explain: explained[index],
            }),
          ),
          ...(rest.entries.length > 0 && { nextCursor: this.#cursors.seal(rest, fingerprint) }),
          ...answer,
        };
      },
    };
  }

  /** A page of items without a query. */
  async #browse(
    request: CheckedRequest,
    fingerprint: Uint8Array,
    clock: StageClock,
  ): Promise<SearchResponse> {
    const after =
      request.cursor === undefined ? undefined : this.#cursors.openPlace(request.cursor, fingerprint);
    const [{ next, ...answer }, warnings] = await clock.measure('page', () =>
      Promise.all([
        browsePage(request, this.#store, after, this.#samples),
        after === undefined ? this.#fieldWarnings(request) : [],
      ]),
    );
    return {
      ...answer,
      ...(next && { nextCursor: this.#cursors.sealPlace(next, fingerprint) }),
      took: clock.took(),
      ...(warnings.length > 0 && { warnings }),
    };
  }

  #fieldWarnings(request: CheckedRequest) {
    const named = [...fieldsOfFilter(request.filter), ...fieldsOfArrangement(request)];
    return this.#fields.warnings(request.space, named);
  }

  /**
   * Where a text looks in the picture of an item.
   * @throws AppError `item_not_found`, `item_has_no_image`, `query_empty`, `query_too_long`, `encoder_failed`
   */
  async attention(space: VectorSpaceKey, itemId: string, text: string): Promise<AttentionGrid> {
    const query = checkRequest({ space, text });
    if (query.text === undefined) throw new AppError('query_empty', 'The query has no text.');
    this.#checkPack(space);
    const [[point], encoding] = await Promise.all([
      this.#store.read(space, [pointId(space, itemId)], { vectors: ['image'], regions: true }),
      this.#texts.get(query.text),
    ]);
    if (!point) throw new AppError('item_not_found', `There is no item ${itemId} in ${space.collection}.`);
    const { image } = point.vectors;
    if (!image || !point.regions) throw new AppError('item_has_no_image', `${itemId} has no picture.`);
    const picture = { imageGlobal: image, regions: point.regions };
    const [{ attention }, heat] = await Promise.all([
      this.#scorer.scoreImages(encoding, [picture], 'imfa', true),
      this.#heat(query.text, encoding),
    ]);
    return withStrength(attention![0]!, heat, { image, regions: point.regions });
  }

  #heat(written: string, text: TextEncoding): Promise<TextHeat> {
    return textHeat(written, text, this.#scale, (word) => this.#texts.get(word));
  }

  #explain(
    request: CheckedRequest,
    query: EmbeddedQuery,
    hits: readonly PageHit[],
    clock: StageClock,
    signal: AbortSignal | undefined,
  ) {
    const deadlineMs = this.#parts.options?.explainDeadlineMs ?? DEFAULTS.explainDeadlineMs;
    const heat = (written: string, text: TextEncoding) => this.#heat(written, text);
    return explainPage(request, query, hits, { scorer: this.#scorer, heat, deadlineMs, signal }, clock);
  }

  /** What is to be said of the words of a query, those that are asked for and those that are not wanted, and of the fields it names. */
  async #warningsOf(request: CheckedRequest, query: EmbeddedQuery) {
    const { text } = request;
    const texts = [
      ...(text !== undefined && query.text ? [{ text, encoding: query.text }] : []),
      ...(query.parts ?? []).flatMap(({ text: asked, query: { text: encoding } }) =>
        asked !== undefined && encoding ? [{ text: asked, encoding }] : [],
      ),
      ...query.unwanted,
    ];
    const [fields, ...found] = await Promise.all([
      this.#fieldWarnings(request),
      ...texts.map((each) => textWarnings(each.text, each.encoding, (word) => this.#texts.get(word))),
    ]);
    return [...found.flat(), ...fields];
  }

  #windowParts() {
    const { options } = this.#parts;
    return {
      store: this.#store,
      scorer: this.#scorer,
      scale: this.#scale,
      pace: this.#pace,
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

/** Whether the order a search finds is not yet the one asked for, or what its hits show is counted. */
function isArranged(request: CheckedRequest): boolean {
  const { sort, facets, groupBy, boost, diversity, nearDuplicates } = request;
  const orders = sort.length + facets.length + (boost?.length ?? 0);
  return orders > 0 || groupBy !== undefined || !!diversity || nearDuplicates === 'fold';
}
