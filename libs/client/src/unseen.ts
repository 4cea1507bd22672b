import { addItems, type AddItemsOptions, type ItemOutcome } from './add-items.ts';
import { type ClientOptions, createHttp, type Http } from './http.ts';
import { pagesOf } from './pages.ts';
import { asForm } from './to-form.ts';
import type {
  AddedItem,
  ClassEvaluation,
  Classification,
  Classify,
  Collection,
  Evaluation,
  Facet,
  Hit,
  Item,
  ItemPage,
  ItemsQuery,
  Job,
  NewItem,
  Search,
  SearchResult,
} from './types.ts';
import { watchEvaluation } from './watch-evaluation.ts';
import { watchJob } from './watch-job.ts';

/** What every call takes beside its own arguments. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}

/**
 * A platform, typed. The common calls have a method; every route is there under {@link Unseen.http}.
 * Every method throws `UnseenError` when the platform refuses or does not answer.
 *
 * @example
 * const unseen = new Unseen({ url: 'http://127.0.0.1:8080' });
 * const { hits } = await unseen.search({ text: 'a red shoe', filter: { price: { lte: 100 } } });
 */
export class Unseen {
  /** Every route, typed by its path. */
  readonly http: Http;
  /** Where the platform answers; empty for the origin of the page. */
  readonly url: string;

  constructor(options: ClientOptions = {}) {
    this.http = createHttp(options);
    this.url = (options.url ?? '').replace(/\/+$/, '');
  }

  /** Searches by text, picture, item, or text and picture together. */
  async search(search: Search, { signal }: CallOptions = {}): Promise<SearchResult> {
    const { image, ...rest } = search;
    if (typeof image !== 'object')
      return dataOf(await this.http.POST('/v1/search', { body: { ...rest, image }, signal }));
    return dataOf(await this.http.POST('/v1/search', { ...asForm(rest, image), signal }));
  }

  /** The class of a picture, of a stored item, or of words; with `unknown`, that none explains it. */
  async classify(what: Classify, { signal }: CallOptions = {}): Promise<Classification> {
    const { image, ...rest } = what;
    if (typeof image !== 'object')
      return dataOf(await this.http.POST('/v1/classify', { body: { ...rest, image }, signal }));
    return dataOf(await this.http.POST('/v1/classify', { ...asForm(rest, image), signal }));
  }

  /**
   * A search page by page, until there is no more.
   *
   * @example
   * for await (const { hits } of unseen.searchPages({ text: 'a red shoe', limit: 50 })) console.log(hits.length);
   */
  searchPages(search: Search, call?: CallOptions): AsyncGenerator<SearchResult, void> {
    return pagesOf((cursor) => this.search({ ...search, cursor }, call), search.cursor);
  }

  /** The hits of a search, best first, however many pages they fill. */
  async *hits(search: Search, call?: CallOptions): AsyncGenerator<Hit, void> {
    for await (const page of this.searchPages(search, call)) yield* page.hits;
  }

  /** Adds an item; sending the same one twice adds it once. */
  async addItem({ image, ...rest }: NewItem, { signal }: CallOptions = {}): Promise<AddedItem> {
    const answer = await this.http.POST('/v1/items', { ...asForm(rest, image), signal });
    return { ...dataOf(answer), created: answer.response.status === 201 };
  }

  /**
   * Adds items, a few at a time, and says what became of each and how far the upload is. What is wrong with one item
   * stops no other.
   *
   * @example
   * for await (const { item, error, progress } of unseen.addItems(products)) {
   *   if (error) console.error(item.id, error.code);
   * }
   */
  addItems<T extends NewItem>(
    items: Iterable<T> | AsyncIterable<T>,
    options?: AddItemsOptions,
  ): AsyncGenerator<ItemOutcome<T>, void> {
    return addItems((item: T, call) => this.addItem(item, call), items, options);
  }

  /** A page of a collection's items in the order of their ids. */
  async listItems(query: ItemsQuery = {}, { signal }: CallOptions = {}): Promise<ItemPage> {
    return dataOf(await this.http.GET('/v1/items', { params: { query }, signal }));
  }

  /**
   * Every item of a collection, got page by page.
   *
   * @example
   * for await (const { id, metadata } of unseen.items({ collection: 'shop' })) console.log(id, metadata);
   */
  async *items(query: ItemsQuery = {}, call?: CallOptions): AsyncGenerator<Item, void> {
    const read = (cursor?: string) => this.listItems({ limit: 500, ...query, cursor }, call);
    for await (const page of pagesOf(read, query.cursor)) yield* page.items;
  }

  /** The caller's collections and their sizes. */
  async collections({ signal }: CallOptions = {}): Promise<Collection[]> {
    return dataOf(await this.http.GET('/v1/collections', { signal })).collections;
  }

  /** The metadata fields of a collection, with their most frequent values. */
  async facets(collection = 'default', { signal }: CallOptions = {}): Promise<Facet[]> {
    const params = { path: { name: collection } };
    return dataOf(await this.http.GET('/v1/collections/{name}/facets', { params, signal })).facets;
  }

  /** The job after every change, until it is over. */
  watchJob(id: string, { signal }: CallOptions = {}): AsyncGenerator<Job, void> {
    return watchJob(this.http, id, signal);
  }

  /** An evaluation of retrieval while it runs, until it is over. */
  watchEvaluation(id: string, { signal }: CallOptions = {}): AsyncGenerator<Evaluation, void> {
    const params = { path: { id } };
    const read = () => this.http.GET('/v1/evaluations/{id}', { params, signal });
    return watchEvaluation(async () => dataOf(await read()), signal);
  }

  /** An evaluation of classes while it runs, until it is over; so, too, a publication that depends on one. */
  watchClassEvaluation(id: string, { signal }: CallOptions = {}): AsyncGenerator<ClassEvaluation, void> {
    const params = { path: { id } };
    const read = () => this.http.GET('/v1/evaluations/classes/{id}', { params, signal });
    return watchEvaluation(async () => dataOf(await read()), signal);
  }

  /** Address of an item's thumbnail, or of its picture as it came. Where keys are on, fetch it with one. */
  imageUrl(
    id: string,
    { collection = 'default', size }: { collection?: string; size?: 'original' } = {},
  ): string {
    const query = new URLSearchParams({ collection, ...(size && { size }) });
    return `${this.url}/v1/items/${encodeURIComponent(id)}/image?${query.toString()}`;
  }
}

/** The body of a successful answer: refused requests have thrown before. */
export function dataOf<T>({ data }: { data?: T }): T {
  return data as T;
}
