import { Injectable } from '@nestjs/common';
import type { SearchRequest, SearchResult } from '@unseen/api';
import type { IncomingBody } from '@unseen/server';
import { LiveCatalogues, makeLens } from '@unseen/classes';
import { Ledger } from '@unseen/ledger';
import { parseFilter, Searcher, type Unwanted } from '@unseen/search';
import { Spaces } from '../spaces.ts';
import { readFacets } from './arrangement.ts';
import { takeClasses } from './class-filter.ts';
import { WaitingLine } from './waiting-line.ts';
import { withSizes } from './with-sizes.ts';
import { lookUpWritten, withWritten } from './written.ts';

/** One search as callers ask for it: in a collection of theirs, with its classes. */
@Injectable()
export class RunSearch {
  constructor(
    private readonly searcher: Searcher,
    private readonly spaces: Spaces,
    private readonly ledger: Ledger,
    private readonly catalogues: LiveCatalogues,
    private readonly line: WaitingLine,
  ) {}

  /** @throws AppError `overloaded`, `collection_not_found`, `class_not_found`, `invalid_filter`, and whatever the search throws */
  run(tenant: string, body: IncomingBody<SearchRequest>, left: AbortSignal): Promise<SearchResult> {
    return this.line.run(() => this.#search(tenant, body, left), left);
  }

  async #search(
    tenant: string,
    { fields, image }: IncomingBody<SearchRequest>,
    left: AbortSignal,
  ): Promise<SearchResult> {
    const { collection, sizes, scope, facets, written: words, ...rest } = fields;
    const { filter, classes } = takeClasses(rest.filter, rest.classes);
    const space = this.spaces.name(tenant, collection);
    const written = words?.trim() ? await lookUpWritten(this.ledger, space, words.trim()) : undefined;
    const [catalogue, stored] = await Promise.all([
      this.catalogues.of(space),
      rest.text === undefined ? undefined : this.ledger.collections.get(tenant, space.collection),
    ]);
    const lens = makeLens(catalogue, { classes, scope, text: rest.text });
    const answer = await this.spaces.search(space, () =>
      this.searcher.search(
        {
          ...rest,
          space,
          image,
          lens,
          not: unwantedOf(rest.not),
          filter: parseFilter(filter),
          ...(written && { written: { words: written.words, ids: written.found.ids } }),
          facets: readFacets(facets),
          keywordFields: stored?.keywordFields,
        },
        left,
      ),
    );
    const sized = sizes ? await withSizes(this.ledger, space, answer.hits) : answer.hits;
    const hits = written ? await withWritten(this.ledger, space, written, sized) : sized;
    const warnings = [...(answer.warnings ?? []), ...(written?.warnings ?? [])];
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
