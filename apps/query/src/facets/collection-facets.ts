import { Injectable } from '@nestjs/common';
import { HAS_TEXT } from '@unseen/domain';
import { Ledger } from '@unseen/ledger';
import { FacetCounter, type Facet } from '@unseen/search';
import { LRUCache } from 'lru-cache';

const PAGE = 1_000;
/** Counting stops here: people filter by what is frequent, and the ledger has other work. */
const MOST_ITEMS = 50_000;
const FRESH_MS = 5_000;
const MOST_KEPT = 64;

/** What is counted of a collection. */
export interface Counted {
  readonly counter: FacetCounter;
  /** Items with words in their pictures. */
  readonly withText: number;
  readonly counted: number;
  readonly complete: boolean;
}

/** Counts the metadata of collections, page by page, and the pictures with words in them; each count is kept for some seconds. */
@Injectable()
export class CollectionFacets {
  private readonly kept = new LRUCache<string, Promise<Counted>>({ max: MOST_KEPT, ttl: FRESH_MS });

  constructor(private readonly ledger: Ledger) {}

  /** @throws AppError `ledger_unavailable` */
  async count(tenant: string, collection: string): Promise<Counted> {
    const key = JSON.stringify([tenant, collection]);
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const counted = this.read(tenant, collection);
    this.kept.set(key, counted);
    // A count that failed is not kept; whoever asked learns of it from the promise.
    counted.catch(() => this.kept.delete(key));
    return counted;
  }

  private async read(tenant: string, collection: string): Promise<Counted> {
    const counter = new FacetCounter();
    let counted = 0;
    let after: string | undefined;
    const withText = await this.ledger.texts.countWithWords({ tenant, collection });
    while (counted < MOST_ITEMS) {
      const page = await this.ledger.items.metadataPage(tenant, collection, after, PAGE);
      for (const { metadata } of page) counter.add(metadata);
      counted += page.length;
      after = page.at(-1)?.id;
      if (page.length < PAGE) return { counter, withText, counted, complete: true };
    }
    return { counter, withText, counted, complete: false };
  }
}

/** The fields of a collection: whether there are words in pictures, where there are in some, then its metadata. @param values - most of a field */
export function facetsOf({ counter, withText, counted, complete }: Counted, values: number): Facet[] {
  const ofMetadata = counter.result(values).filter(({ field }) => field !== HAS_TEXT);
  if (withText === 0 || !complete) return ofMetadata;
  const both = [
    { value: true, count: withText },
    { value: false, count: counted - withText },
  ].filter(({ count }) => count > 0);
  return [{ field: HAS_TEXT, items: counted, distinct: both.length, values: both }, ...ofMetadata];
}
