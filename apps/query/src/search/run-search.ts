import { Injectable } from '@nestjs/common';
import type { Hit, SearchRequest, SearchResult, Warning } from '@unseen/api';
import { type Caller, type IncomingBody, seesDrafts } from '@unseen/server';
import { LiveCatalogues, makeLens } from '@unseen/classes';
import { AppError } from '@unseen/domain';
import { Ledger } from '@unseen/ledger';
import {
  asksForHasText,
  MOST_WITH_TEXT,
  parseFilter,
  quotedWords,
  Searcher,
  type FoundWritten,
  type Hit as Found,
  type SearchRequest as Request,
  type SearchResponse,
  type Unwanted,
} from '@unseen/search';
import { Spaces } from '../spaces.ts';
import { readFacets } from './arrangement.ts';
import { takeClasses } from './class-filter.ts';
import { StoredSettings } from './stored-settings.ts';
import { WaitingLine } from './waiting-line.ts';
import { withSizesIfThere } from './with-sizes.ts';
import { lookUpWritten, rankIfThere, withWritten } from './written.ts';

/** Items of the list of what is written in pictures, where the request does not say how many candidates it takes. */
const MOST_WRITTEN = 100;

/** One search as callers ask for it: in a collection of theirs or in several, with their classes. */
@Injectable()
export class RunSearch {
  constructor(
    private readonly searcher: Searcher,
    private readonly spaces: Spaces,
    private readonly ledger: Ledger,
    private readonly settings: StoredSettings,
    private readonly catalogues: LiveCatalogues,
    private readonly line: WaitingLine,
  ) {}

  /**
   * @throws AppError `overloaded`, `collection_not_found`, `class_not_found`, `invalid_filter`, `forbidden`, and whatever the search
   *   throws
   */
  run(caller: Caller, body: IncomingBody<SearchRequest>, left: AbortSignal): Promise<SearchResult> {
    return this.line.run(() => this.runInOne(caller, body, left), left);
  }

  private async runInOne(
    caller: Caller,
    body: IncomingBody<SearchRequest>,
    left: AbortSignal,
  ): Promise<SearchResult> {
    const { collection, collections, text, cursor } = body.fields;
    if (text !== undefined && cursor === undefined) this.searcher.expect(text, left);
    if (collections) return this.runInSeveral(caller, [...new Set(collections)], body, left);
    const asked = await this.askIn(caller, collection, body);
    const { request } = asked;
    const answer = await this.spaces.search(request.space, () => this.searcher.search(request, left));
    return this.shown(answer, await this.withDetails(answer.hits, asked, body), [asked]);
  }

  private async runInSeveral(
    caller: Caller,
    collections: readonly string[],
    body: IncomingBody<SearchRequest>,
    left: AbortSignal,
  ): Promise<SearchResult> {
    if (body.fields.collection !== undefined) {
      const message = 'must not come together with collections';
      throw new AppError('invalid_request', `collection ${message}.`, {
        errors: [{ field: 'collection', message }],
      });
    }
    await this.spaces.requireAll(caller.tenant, collections);
    const asked = await Promise.all(collections.map((collection) => this.askIn(caller, collection, body)));
    const answer = await this.searcher.searchAcross(
      asked.map(({ request }) => request),
      left,
    );
    const detailed = await Promise.all(
      asked.map((each) => {
        const { collection } = each.request.space;
        return this.withDetails(
          answer.hits.filter((hit) => hit.collection === collection),
          each,
          body,
        );
      }),
    );
    const byPlace = new Map(detailed.flat().map((hit) => [placeOf(hit), hit]));
    return this.shown(
      answer,
      answer.hits.map((hit) => byPlace.get(placeOf(hit)) ?? hit),
      asked,
    );
  }

  /** The same request in one collection: with its classes, the fields whose words are searched there, and what is written in it. */
  private async askIn(
    caller: Caller,
    collection: string | undefined,
    { fields, image }: IncomingBody<SearchRequest>,
  ): Promise<Asked> {
    const { scope, hitClasses, facets, queries, asOf, written: words, ...rest } = fields;
    const { filter: plain, classes } = takeClasses(rest.filter, rest.classes);
    const filter = parseFilter(plain);
    const counted = readFacets(facets);
    const { tenant } = caller;
    const space = this.spaces.name(tenant, collection);
    const hasWords = rest.text !== undefined || queries !== undefined;
    const [catalogue, settings] = await Promise.all([
      this.catalogues.seenBy(space, { asOf, seesDrafts: seesDrafts(caller) }),
      hasWords ? this.settings.of(tenant, space.collection) : undefined,
    ]);
    const stored = settings?.stored;
    const text = stored === undefined || stored.readText === 'off' ? undefined : rest.text;
    const must = [words?.trim() ?? '', ...(text ? quotedWords(text) : [])].join(' ').trim();
    const asksForText = asksForHasText(filter, {
      ...rest,
      facets: typeof counted === 'object' ? counted : [],
    });
    const [written, inPictures, withText] = await Promise.all([
      must === '' ? undefined : lookUpWritten(this.ledger, space, must),
      text ? rankIfThere(this.ledger, space, text, rest.candidates ?? MOST_WRITTEN) : undefined,
      asksForText ? this.ledger.texts.itemsWithWords(space, MOST_WITH_TEXT) : undefined,
    ]);
    const request = {
      ...rest,
      space,
      image,
      lens: makeLens(catalogue, { classes, scope, text: rest.text, hitClasses }),
      not: unwantedOf(rest.not),
      filter,
      ...(withText && { withText: new Set(withText) }),
      ...(written && { written: { words: written.words, ids: written.found.ids } }),
      inPictures: inPictures?.ranked?.holdings,
      facets: counted,
      keywordFields: stored?.keywordFields,
      queries: queries?.map(({ image: base64, ...query }) => ({
        ...query,
        ...(base64 !== undefined && { image: Buffer.from(base64, 'base64') }),
      })),
    };
    return {
      request,
      warnings: [
        ...(settings?.warnings ?? []),
        ...(written?.warnings ?? []),
        ...(inPictures?.warnings ?? []),
      ],
      sought: [...(written?.found.groups ?? []), ...(inPictures?.ranked?.groups ?? [])],
    };
  }

  private async withDetails(
    hits: readonly Found[],
    { request: { space }, sought }: Asked,
    { fields: { sizes } }: IncomingBody<SearchRequest>,
  ): Promise<Hit[]> {
    const sized = sizes ? await withSizesIfThere(this.ledger, space, hits) : [...hits];
    return sought.length > 0 ? withWritten(this.ledger, space, sought, sized) : sized;
  }

  private shown(answer: SearchResponse, hits: Hit[], asked: readonly Asked[]): SearchResult {
    const warnings = [...(answer.warnings ?? []), ...(asked.length === 1 ? asked[0]!.warnings : [])];
    return {
      ...answer,
      hits,
      nextCursor: answer.nextCursor ?? null,
      ...(warnings.length > 0 && { warnings }),
    };
  }
}

/** What is not wanted, pictures decoded from base64. */
function unwantedOf(not: SearchRequest['not']): Unwanted[] {
  const entries = not === undefined ? [] : Array.isArray(not) ? not : [not];
  return entries.map((entry): Unwanted => {
    if (typeof entry === 'string') return entry;
    return entry.image === undefined
      ? { itemId: entry.itemId! }
      : { image: Buffer.from(entry.image, 'base64') };
  });
}

/** A search in one collection, and what is to be said of what is written in its pictures. */
interface Asked {
  readonly request: Request;
  readonly warnings: readonly Warning[];
  /** The words whose places hits show, as they are looked up. */
  readonly sought: FoundWritten['groups'];
}

function placeOf({ collection, id }: Pick<Hit, 'collection' | 'id'>): string {
  return JSON.stringify([collection, id]);
}
