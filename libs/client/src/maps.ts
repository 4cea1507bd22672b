import type { CallOptions } from './call-options.ts';
import { dataOf } from './data-of.ts';
import type { components } from './generated/api.ts';
import type { Http } from './http.ts';
import { linesOf } from './lines-of.ts';

type Schemas = components['schemas'];
type MapHead = Schemas['CollectionMapHead'];
type MapLine = MapHead | Schemas['CollectionMapPart'];

/** Where the items of a collection lie in two dimensions: those at the same index belong together. */
export interface CollectionMap extends MapHead {
  readonly ids: readonly string[];
  /** From 0 to 1; the longer side of the map fills that. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Whether each shows a picture. */
  readonly hasImage: readonly boolean[];
}

/** Where on earth items were made, in degrees: those at the same index belong together. */
export interface CollectionPlaces {
  readonly ids: readonly string[];
  readonly latitude: Float64Array;
  readonly longitude: Float64Array;
  /** Whether each shows a picture. */
  readonly hasImage: readonly boolean[];
}

/** Where the items of collections lie. */
export class Maps {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** Arranges the items of a collection in two dimensions, as a job: `watchJob` tells how far it is. */
  async make(collection = 'default', { signal }: CallOptions = {}): Promise<{ jobId: string }> {
    const params = { path: { name: collection } };
    return dataOf(await this.#http.POST('/v1/collections/{name}/map', { params, signal }));
  }

  /**
   * The map of a collection. Refused with `map_not_found` until one was made.
   *
   * @example
   * const { ids, x, y } = await unseen.maps.get('holiday');
   */
  async get(collection = 'default', { signal }: CallOptions = {}): Promise<CollectionMap> {
    const params = { path: { name: collection } };
    const { response } = await this.#http.GET('/v1/collections/{name}/map', {
      params,
      parseAs: 'stream',
      signal,
    });
    let head: MapHead | undefined;
    const parts: Schemas['CollectionMapPart'][] = [];
    for await (const line of linesOf<MapLine>(response.body!)) {
      if ('ids' in line) parts.push(line);
      else head = line;
    }
    return {
      ...head!,
      ids: parts.flatMap(({ ids }) => ids),
      x: Float64Array.from(parts.flatMap(({ x }) => x)),
      y: Float64Array.from(parts.flatMap(({ y }) => y)),
      hasImage: parts.flatMap(({ hasImage }) => hasImage),
    };
  }

  /** Where on earth the items of a collection were made, as far as they say so. */
  async places(collection = 'default', { signal }: CallOptions = {}): Promise<CollectionPlaces> {
    const params = { path: { name: collection } };
    const { response } = await this.#http.GET('/v1/collections/{name}/places', {
      params,
      parseAs: 'stream',
      signal,
    });
    const parts: Schemas['CollectionPlacesPart'][] = [];
    for await (const part of linesOf<Schemas['CollectionPlacesPart']>(response.body!)) parts.push(part);
    return {
      ids: parts.flatMap(({ ids }) => ids),
      latitude: Float64Array.from(parts.flatMap(({ latitude }) => latitude)),
      longitude: Float64Array.from(parts.flatMap(({ longitude }) => longitude)),
      hasImage: parts.flatMap(({ hasImage }) => hasImage),
    };
  }
}
