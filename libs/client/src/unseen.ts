import { addItems, type AddItemsOptions, type ItemOutcome } from './add-items.ts';
import { type ClientOptions, createHttp, type Http } from './http.ts';
import type { CallOptions } from './call-options.ts';
import { dataOf } from './data-of.ts';
import { Maps } from './maps.ts';
import { pagesOf } from './pages.ts';
import { asForm } from './to-form.ts';
import { Trash } from './trash.ts';
import type {
  AddedItem,
  AlikeGroup,
  ClassEvaluation,
  Classification,
  Classify,
  Collection,
  CollectionChange,
  CorrectedWord,
  Evaluation,
  Facet,
  Hit,
  Item,
  ItemChange,
  ItemOperation,
  ItemPage,
  ItemPlace,
  ItemSelection,
  ItemText,
  ItemsQuery,
  Job,
  JobPreview,
  JobSource,
  Judgements,
  NewCollection,
  NewItem,
  NewJob,
  OperationResult,
  Search,
  SearchAnswer,
  SearchOfMany,
  SearchResult,
  SourceList,
  WholeItem,
  WrittenClass,
} from './types.ts';
import { watchEvaluation } from './watch-evaluation.ts';
import { watchJob } from './watch-job.ts';

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
  /** Where the items of collections lie, by what they look like and on earth. */
  readonly maps: Maps;
  /** Items that were put into the trash. */
  readonly trash: Trash;
  /** Where the platform answers; empty for the origin of the page. */
  readonly url: string;

  constructor(options: ClientOptions = {}) {
    this.http = createHttp(options);
    this.maps = new Maps(this.http);
    this.trash = new Trash(this.http);
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
   * Up to 50 searches in one request, answered in their order; what is wrong with one stops no other.
   *
   * @example
   * const [first, second] = await unseen.searchMany([{ text: 'a red shoe' }, { text: 'a blue one' }]);
   */
  async searchMany(searches: readonly SearchOfMany[], { signal }: CallOptions = {}): Promise<SearchAnswer[]> {
    return dataOf(await this.http.POST('/v1/searches', { body: { searches: [...searches] }, signal }))
      .results;
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

  /** What is known of an item. */
  async item(
    id: string,
    { collection, signal }: Omit<ItemPlace, 'ifMatch'> & CallOptions = {},
  ): Promise<Item> {
    const params = { path: { id }, query: { collection } };
    return dataOf(await this.http.GET('/v1/items/{id}', { params, signal }));
  }

  /** Makes an item, or replaces it whole; it is found all the while. */
  async putItem(
    id: string,
    { image, ...rest }: WholeItem,
    { collection, ifMatch, signal }: ItemPlace & CallOptions = {},
  ): Promise<Item & { readonly created: boolean }> {
    const params = { path: { id }, query: { collection }, header: { 'If-Match': ifMatch } };
    const answer = await this.http.PUT('/v1/items/{id}', { params, ...asForm(rest, image), signal });
    return { ...dataOf(answer), created: answer.response.status === 201 };
  }

  /** Changes an item: what is absent stays, `null` removes, metadata is merged field by field. */
  async updateItem(
    id: string,
    { image, ...rest }: ItemChange,
    { collection, ifMatch, signal }: ItemPlace & CallOptions = {},
  ): Promise<Item> {
    const params = { path: { id }, query: { collection }, header: { 'If-Match': ifMatch } };
    const sent = image === undefined ? { body: rest } : asForm(rest, image);
    return dataOf(await this.http.PATCH('/v1/items/{id}', { params, ...sent, signal }));
  }

  /**
   * Does up to 1,000 things to items of a collection, pictures embedded together. An operation that is wrong fails alone.
   *
   * @example
   * await unseen.writeItems([
   *   { op: 'merge', id: 'sku-1', metadata: { price: 19.9, sale: null } },
   *   { op: 'delete', id: 'sku-2' },
   * ], 'shop');
   */
  async writeItems(
    operations: readonly ItemOperation[],
    collection = 'default',
    { signal }: CallOptions = {},
  ): Promise<OperationResult[]> {
    const body = { collection, operations: [...operations] };
    return dataOf(await this.http.POST('/v1/items/batch', { body, signal })).results;
  }

  /** Removes items by their ids or by a filter, for good or into the trash, or counts what would go. */
  async deleteItems(
    which: ItemSelection,
    collection = 'default',
    { signal }: CallOptions = {},
  ): Promise<{ matched: number; deleted: number }> {
    return dataOf(await this.http.POST('/v1/items/delete', { body: { collection, ...which }, signal }));
  }

  /** Removes an item for good, or puts it into the trash. */
  async deleteItem(
    id: string,
    { collection, ifMatch, trash, signal }: ItemPlace & CallOptions & { readonly trash?: boolean } = {},
  ): Promise<void> {
    const params = { path: { id }, query: { collection, trash }, header: { 'If-Match': ifMatch } };
    await this.http.DELETE('/v1/items/{id}', { params, signal });
  }

  /** How many items a collection has, or satisfy a filter. */
  async countItems(
    { collection, filter }: { collection?: string; filter?: Search['filter'] } = {},
    { signal }: CallOptions = {},
  ): Promise<number> {
    const query = { collection, filter: filter && JSON.stringify(filter) };
    return dataOf(await this.http.GET('/v1/items/count', { params: { query }, signal })).count;
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

  /** The words in an item's picture, and where they stand. */
  async itemText(id: string, { collection, signal }: ItemPlace & CallOptions = {}): Promise<ItemText> {
    const params = { path: { id }, query: { collection } };
    return dataOf(await this.http.GET('/v1/items/{id}/text', { params, signal }));
  }

  /** Says what is written in an item's picture; `null` forgets it, so that the picture is read again. */
  async updateItemText(
    id: string,
    words: readonly CorrectedWord[] | null,
    { collection, signal }: ItemPlace & CallOptions = {},
  ): Promise<ItemText> {
    const params = { path: { id }, query: { collection } };
    const body = { words: words && [...words] };
    return dataOf(await this.http.PATCH('/v1/items/{id}/text', { params, body, signal }));
  }

  /** The caller's collections and their sizes. */
  async collections({ signal }: CallOptions = {}): Promise<Collection[]> {
    return dataOf(await this.http.GET('/v1/collections', { signal })).collections;
  }

  /** A collection: what it is called, how large it is, and which of its fields are searched and counted. */
  async collection(name: string, { signal }: CallOptions = {}): Promise<Collection> {
    return dataOf(await this.http.GET('/v1/collections/{name}', { params: { path: { name } }, signal }));
  }

  /** Makes a collection; it also appears when an item is first added to it. */
  async createCollection(collection: NewCollection, { signal }: CallOptions = {}): Promise<Collection> {
    return dataOf(await this.http.POST('/v1/collections', { body: collection, signal }));
  }

  /** Describes a collection; what is absent stays. */
  async updateCollection(
    name: string,
    change: CollectionChange,
    { signal }: CallOptions = {},
  ): Promise<Collection> {
    const params = { path: { name } };
    return dataOf(await this.http.PATCH('/v1/collections/{name}', { params, body: change, signal }));
  }

  /** Deletes a collection with all its items, as a job: {@link watchJob} tells how far it is. */
  async deleteCollection(name: string, { signal }: CallOptions = {}): Promise<{ jobId: string }> {
    return dataOf(await this.http.DELETE('/v1/collections/{name}', { params: { path: { name } }, signal }));
  }

  /** Removes all items of a collection, as a job; the collection stays. */
  async emptyCollection(name: string, { signal }: CallOptions = {}): Promise<{ jobId: string }> {
    const params = { path: { name } };
    return dataOf(await this.http.POST('/v1/collections/{name}/empty', { params, signal }));
  }

  /** All items of a collection as NDJSON, while it is being read. */
  async exportCollection(
    name: string,
    query: { vectors?: boolean; images?: boolean } = {},
    { signal }: CallOptions = {},
  ): Promise<ReadableStream<Uint8Array>> {
    const params = { path: { name }, query };
    const { response } = await this.http.GET('/v1/collections/{name}/export', {
      params,
      parseAs: 'stream',
      signal,
    });
    return response.body!;
  }

  /** The metadata fields of a collection, with their most frequent values. */
  async facets(collection = 'default', { signal }: CallOptions = {}): Promise<Facet[]> {
    const params = { path: { name: collection } };
    return dataOf(await this.http.GET('/v1/collections/{name}/facets', { params, signal })).facets;
  }

  /**
   * Pictures of a collection that look the same, group by group: a walk over all of it.
   *
   * @param likeness - from which on two are told together, 0.9 to 1 (cosine of their vectors); default 0.95
   * @example
   * for await (const { ids } of unseen.nearDuplicates('holiday')) console.log(ids);
   */
  async *nearDuplicates(
    collection = 'default',
    { likeness }: { likeness?: number } = {},
    { signal }: CallOptions = {},
  ): AsyncGenerator<AlikeGroup, void> {
    const path = { name: collection };
    const read = async (cursor?: string) => {
      const params = { path, query: { likeness, cursor } };
      return dataOf(await this.http.GET('/v1/collections/{name}/near-duplicates', { params, signal }));
    };
    for await (const { groups } of pagesOf(read)) yield* groups;
  }

  /** What a folder below the import root holds for jobs to read. @param path - relative to the root */
  async jobSources(path = '.', { signal }: CallOptions = {}): Promise<SourceList> {
    return dataOf(await this.http.GET('/v1/jobs/sources', { params: { query: { path } }, signal }));
  }

  /** What a job would read first, and what the columns of a table would become; nothing is stored. */
  async previewJob(
    source: JobSource,
    { limit, signal }: { limit?: number } & CallOptions = {},
  ): Promise<JobPreview> {
    return dataOf(await this.http.POST('/v1/jobs/preview', { body: { source, limit }, signal }));
  }

  /**
   * Says which items belong to a class and which do not: they become exemplars and counter-exemplars, and its line moves with them.
   *
   * @example
   * await unseen.judgeClass(shoe.id, { confirm: ['sku-4711'], reject: ['sku-0815'], collection: 'products' });
   */
  async judgeClass(
    id: string,
    judgements: Judgements,
    { ifMatch, signal }: Pick<ItemPlace, 'ifMatch'> & CallOptions = {},
  ): Promise<WrittenClass> {
    const params = { path: { id }, header: { 'If-Match': ifMatch } };
    return dataOf(await this.http.POST('/v1/classes/{id}/judgements', { params, body: judgements, signal }));
  }

  /** Starts loading in bulk, from files the platform can read. */
  async startJob(job: NewJob, { signal }: CallOptions = {}): Promise<Job> {
    return dataOf(await this.http.POST('/v1/jobs', { body: job, signal }));
  }

  /** How far a job is. */
  async job(id: string, { signal }: CallOptions = {}): Promise<Job> {
    return dataOf(await this.http.GET('/v1/jobs/{id}', { params: { path: { id } }, signal }));
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
