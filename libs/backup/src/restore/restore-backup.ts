import { AppError, type VectorSpaceKey } from '@unseen/domain';
import { notEmpty, type TableRows } from '@unseen/ledger';
import { HEADER, parseHeader, type BackupManifest } from '../archive/manifest.ts';
import { decodePoints } from '../archive/point-lines.ts';
import { readArchive, type Member } from '../archive/read-archive.ts';
import { decodeRows } from '../archive/row-lines.ts';
import type { BackupParts } from '../write/backup-parts.ts';

type Members = AsyncGenerator<Member, BackupManifest, undefined>;

/**
 * Reads a backup from its beginning to its end and writes nothing.
 *
 * @returns what it says of itself
 * @throws AppError `backup_invalid`, `backup_too_new`
 */
export async function checkBackup(path: string): Promise<BackupManifest> {
  const members = readArchive(path);
  for (;;) {
    const next = await members.next();
    if (next.done === true) return next.value;
  }
}

/**
 * Restores a backup into an empty platform: pictures and vectors first, then all rows of the ledger in one transaction. Until that,
 * the platform counts as empty and does not start, so a restore that was cut short is simply run again.
 *
 * @param path - the archive; it is read twice
 * @throws AppError `backup_invalid`, `backup_too_new`, `restore_not_empty`, before anything is written
 */
export async function restoreBackup(parts: BackupParts, path: string): Promise<BackupManifest> {
  const { ledger } = parts;
  if (!(await ledger.transfer.isEmpty())) throw notEmpty();
  const known = await ledger.transfer.migrations();
  await checkBackup(path);
  const members = readArchive(path);
  try {
    const first = await members.next();
    if (first.done !== true) checkSchema(first.value, known);
    await ledger.transfer.beginRestore();
    return await restore(parts, members);
  } finally {
    await members.return(undefined as never);
  }
}

async function restore(parts: BackupParts, members: Members): Promise<BackupManifest> {
  const firstRows = await restoreUntilRows(parts, members);
  let manifest: BackupManifest | undefined;
  const rows = async function* (): AsyncGenerator<TableRows> {
    for (let member = firstRows; member !== undefined;) {
      yield decodeRows(member.name.split('/')[1] ?? '', member.bytes);
      const next = await members.next();
      if (next.done === true) manifest = next.value;
      member = next.done === true ? undefined : next.value;
    }
  };
  await parts.ledger.transfer.writeAll(rows());
  if (manifest === undefined) throw new AppError('backup_invalid', 'The backup holds no ledger.');
  return manifest;
}

/** Restores pictures and vectors. @returns the first member with rows of the ledger */
async function restoreUntilRows(
  { store, blobs }: BackupParts,
  members: Members,
): Promise<Member | undefined> {
  const spaces = new Set<string>();
  for (;;) {
    const next = await members.next();
    if (next.done === true) return undefined;
    const { name, type, bytes } = next.value;
    if (name.startsWith('ledger/')) return next.value;
    if (name.startsWith('blobs/')) await blobs.put(name.slice('blobs/'.length), bytes, type);
    else if (name.startsWith('points/')) {
      const { space, points } = decodePoints(bytes);
      await prepareSpace(store, space, points[0]?.vectors ?? {}, spaces);
      await store.upsert(space, points);
    } else throw new AppError('backup_invalid', `${name} does not belong in a backup.`);
  }
}

/** Makes the space, empty: what it held belongs to no item, the ledger being empty. */
async function prepareSpace(
  store: BackupParts['store'],
  space: VectorSpaceKey,
  vectors: Readonly<Record<string, Float32Array | undefined>>,
  known: Set<string>,
): Promise<void> {
  const name = JSON.stringify(space);
  if (known.has(name)) return;
  const dimensions = Object.values(vectors).find((vector) => vector !== undefined)?.length ?? 0;
  await store.dropSpace(space);
  await store.ensureSpace(space, dimensions);
  known.add(name);
}

function checkSchema({ name, bytes }: Member, known: readonly string[]): void {
  const { migrations } = parseHeader(bytes);
  const unknown = name === HEADER ? migrations.filter((migration) => !known.includes(migration)) : [];
  if (unknown.length > 0) {
    throw new AppError('backup_too_new', `This version does not know ${unknown.join(', ')} of the ledger.`);
  }
}
