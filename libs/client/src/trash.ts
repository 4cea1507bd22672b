import type { CallOptions } from './call-options.ts';
import { dataOf } from './data-of.ts';
import type { Http } from './http.ts';
import type { RestoredItem, TrashPage } from './types.ts';

/** Items that were put into the trash; each stays there for some days. */
export class Trash {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** A page of what lies in the trash of a collection, last thrown away first. */
  async list(
    query: { collection?: string; limit?: number; cursor?: string } = {},
    { signal }: CallOptions = {},
  ): Promise<TrashPage> {
    return dataOf(await this.#http.GET('/v1/trash', { params: { query }, signal }));
  }

  /** Puts items back as they were. @returns a result for each id, in order */
  async restore(
    ids: readonly string[],
    collection = 'default',
    { signal }: CallOptions = {},
  ): Promise<RestoredItem[]> {
    const body = { collection, ids: [...ids] };
    return dataOf(await this.#http.POST('/v1/trash/restore', { body, signal })).results;
  }

  /** Removes items for good. @param ids - absent: all that lie in the trash of the collection @returns how many */
  async delete(
    ids?: readonly string[],
    collection = 'default',
    { signal }: CallOptions = {},
  ): Promise<number> {
    const body = { collection, ...(ids === undefined ? { all: true } : { ids: [...ids] }) };
    return dataOf(await this.#http.POST('/v1/trash/delete', { body, signal })).deleted;
  }
}
