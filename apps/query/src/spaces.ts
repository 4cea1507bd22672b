import { Injectable } from '@nestjs/common';
import { AppError, DEFAULT_COLLECTION, VectorStore, type VectorSpaceKey } from '@unseen/contracts';
import { Encoder } from '@unseen/encoder';
import { validateCollection } from '@unseen/ingest';

/** Finds the vectors of a collection for the model pack in use. */
@Injectable()
export class Spaces {
  constructor(
    private readonly vectors: VectorStore,
    private readonly encoder: Encoder,
  ) {}

  /**
   * The space of a collection. The default collection is always there, if empty.
   *
   * @throws AppError `collection_invalid`, `collection_not_found`
   */
  async find(tenant: string, name: string = DEFAULT_COLLECTION): Promise<VectorSpaceKey> {
    const collection = validateCollection(name);
    const space = { tenant, collection, pack: this.encoder.pack.id };
    if (collection !== DEFAULT_COLLECTION && !(await this.vectors.hasSpace(space))) {
      throw new AppError('collection_not_found', `There is no collection "${collection}".`);
    }
    return space;
  }
}
