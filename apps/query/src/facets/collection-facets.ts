import { Injectable } from '@nestjs/common';
import { Ledger } from '@unseen/ledger';
import { FacetCounter } from '@unseen/search';
import { LRUCache } from 'lru-cache';

const PAGE = 1_000;
/** Counting stops here: people filter by what is frequent, and the ledger has other work. */
const MOST_ITEMS = 50_000;
const FRESH_MS = 5_000;
const MOST_KEPT = 64;

/** The counted metadata of a collection. */
interface Counted {
  readonly counter: FacetCounter;
  readonly counted: number;
  readonly complete: boolean;
}

/** Counts the metadata of collections, page by page, and keeps each count for some seconds. */
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
    while (counted < MOST_ITEMS) {
      const page = await this.ledger.items.metadataPage(tenant, collection, after, PAGE);
      for (const { metadata } of page) counter.add(metadata);
      counted += page.length;
      after = page.at(-1)?.id;
      if (page.length < PAGE) return { counter, counted, complete: true };
    }
    return { counter, counted, complete: false };
  }
}
