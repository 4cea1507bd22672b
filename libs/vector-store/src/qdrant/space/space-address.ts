import { createHash } from 'node:crypto';
import { AppError, type VectorSpaceKey } from '@unseen/domain';

/** Where a space is on the server. */
export interface SpaceAddress {
  readonly key: VectorSpaceKey;
  /** Alias of the collection that is searched: vectors and what filters read. All spaces of a pack share it. */
  readonly points: string;
  /** Alias of the collection that is only read by id: blocks, exact vectors and payloads of the same points. */
  readonly records: string;
  /** Value of the payload key `space`, the tenant index of both. */
  readonly space: string;
  /** Id of the point that says that the space exists. */
  readonly marker: string;
}

/** @param prefix - first part of the collections' names */
export function spaceAddress(prefix: string, key: VectorSpaceKey): SpaceAddress {
  const pack = `${prefix}.${slug(key.pack)}.${sha256(key.pack).slice(0, 12)}`;
  const space = sha256(JSON.stringify([key.tenant, key.collection, key.pack]));
  return {
    key,
    points: `${pack}.points`,
    records: `${pack}.records`,
    space: space.slice(0, 32),
    marker: asUuid(sha256(`marker of ${space}`)),
  };
}

/**
 * The id of a point on the server: the first digits tell the space, the others are those of the port's id. So equal ids of two
 * spaces never meet, and the points of a space lie together in the order of their ids.
 * @returns nothing for an id that is no UUID: there is no such point
 */
export function serverId(address: SpaceAddress, id: string): string | undefined {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return undefined;
  return asUuid(address.space.slice(0, 8) + id.replaceAll('-', ''));
}

/** @throws AppError `internal` when the id is no UUID in lower case */
export function requireServerId(address: SpaceAddress, id: string): string {
  const found = serverId(address, id);
  if (found === undefined) throw new AppError('internal', `${JSON.stringify(id)} is not an id of a point.`);
  return found;
}

function asUuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 48);
}
