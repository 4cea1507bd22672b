import { Injectable } from '@nestjs/common';
import { AppError, DEFAULT_COLLECTION, isAppError, VectorStore, type VectorSpaceKey } from '@unseen/domain';
import { Encoder } from '@unseen/encoder';
import { Ledger } from '@unseen/ledger';
import type { SearchResponse } from '@unseen/search';
import { incomplete, LostVectors } from '@unseen/server';

/** Finds the vectors of a collection for the model pack in use. */
@Injectable()
export class Spaces {
  constructor(
    private readonly vectors: VectorStore,
    private readonly encoder: Encoder,
    private readonly ledger: Ledger,
    private readonly lost: LostVectors,
  ) {}

  /**
   * The space of a collection. The default collection is always there, if empty.
   *
   * @throws AppError `collection_not_found`, `vector_store_incomplete`
   */
  async find(tenant: string, collection?: string): Promise<VectorSpaceKey> {
    const space = this.name(tenant, collection);
    await this.require(space);
    return space;
  }

  /** The space a collection has, or would have. */
  name(tenant: string, collection: string = DEFAULT_COLLECTION): VectorSpaceKey {
    return { tenant, collection, pack: this.encoder.pack.id };
  }

  /**
   * Requires of all collections that a search goes through together that they are there, with most of their vectors.
   *
   * @throws AppError `collection_not_found`, `vector_store_incomplete`
   */
  async requireAll(tenant: string, collections: readonly string[]): Promise<void> {
    for (const collection of collections) this.lost.requireMost(tenant, collection);
    await Promise.all(collections.map((collection) => this.find(tenant, collection)));
  }

  /**
   * Runs a search. Whether the collection is there is looked up only when nothing was found, which saves a round trip of the rest.
   *
   * @throws AppError `collection_not_found`, `vector_store_incomplete`, and whatever the search throws
   */
  async search(space: VectorSpaceKey, search: () => Promise<SearchResponse>): Promise<SearchResponse> {
    this.lost.requireMost(space.tenant, space.collection);
    try {
      const answer = await search();
      if (answer.hits.length === 0) await this.require(space);
      return answer;
    } catch (error) {
      if (isAppError(error, 'item_not_found')) await this.require(space);
      throw error;
    }
  }

  private async require(space: VectorSpaceKey): Promise<void> {
    const { tenant, collection } = space;
    if (await this.vectors.hasSpace(space)) return;
    // The ledger is the truth: what it holds items of is there, whatever the vector store says.
    const known = await this.ledger.collections.get(tenant, collection);
    if (known !== undefined && known.items > 0) throw incomplete(collection, known.items);
    if (collection === DEFAULT_COLLECTION) return;
    throw new AppError('collection_not_found', `There is no collection "${collection}".`);
  }
}
