import { Injectable } from '@nestjs/common';
import { AppError, DEFAULT_COLLECTION, VectorStore, type VectorSpaceKey } from '@unseen/contracts';
import { Encoder } from '@unseen/encoder';

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
   * @throws AppError `collection_not_found`
   */
  async find(tenant: string, collection: string = DEFAULT_COLLECTION): Promise<VectorSpaceKey> {
    const space = { tenant, collection, pack: this.encoder.pack.id };
    if (collection !== DEFAULT_COLLECTION && !(await this.vectors.hasSpace(space))) {
      throw new AppError('collection_not_found', `There is no collection "${collection}".`);
    }
    return space;
  }
}
