import type { Readable } from 'node:stream';
import { TABLES } from '@unseen/ledger';
import { ArchiveWriter } from '../archive/archive-writer.ts';
import { FORMAT } from '../archive/manifest.ts';
import { encodePoints } from '../archive/point-lines.ts';
import { encodeRows } from '../archive/row-lines.ts';
import type { BackupParts } from './backup-parts.ts';
import { Pictures } from './pictures.ts';
import { settleItems } from './settle-items.ts';
import { Spool } from './spool.ts';
import { uploadedPictures } from './uploaded-pictures.ts';

const LINES = 'application/jsonl';

/** How a backup is taken. */
export interface BackupOptions {
  /** Folder that can hold the rows of the ledger for a while; made where it is not there. */
  readonly scratch: string;
  /** Gets what broke the backup off; whoever reads it sees an error as well. */
  readonly onError?: (error: Error) => void;
}

/**
 * Takes a backup of everything while the platform runs: the ledger as of the moment this is called, and the vectors and pictures of
 * its items.
 *
 * @returns the archive as it is being made: a tar. It is whole when its end is there; an error ends it early.
 */
export function writeBackup(parts: BackupParts, options: BackupOptions): Readable {
  const archive = new ArchiveWriter();
  write(parts, archive, options.scratch).catch((error: unknown) => {
    const broken = error instanceof Error ? error : new Error(String(error));
    options.onError?.(broken);
    archive.fail(broken);
  });
  return archive.stream;
}

async function write(parts: BackupParts, archive: ArchiveWriter, scratch: string): Promise<void> {
  const { ledger, blobs } = parts;
  const createdAt = new Date().toISOString();
  const migrations = await ledger.transfer.migrations();
  const spool = await Spool.of(ledger, scratch);
  try {
    await archive.begin({ format: FORMAT, createdAt, migrations });
    const pictures = new Pictures(blobs, archive);
    const totals = await addItems(parts, archive, spool, pictures);
    for await (const hash of uploadedPictures(spool)) await pictures.add(hash);
    for (const table of TABLES) {
      let number = 0;
      for await (const portion of spool.read(table)) {
        number += 1;
        await archive.add(`ledger/${table}/${digits(number)}.jsonl`, encodeRows(portion), LINES);
      }
    }
    await archive.end({ ...totals, pictures: pictures.count });
  } finally {
    await spool.remove();
  }
}

/** Adds vectors and pictures of all items, and leaves their rows in the spool as they go with them. */
async function addItems(parts: BackupParts, archive: ArchiveWriter, spool: Spool, pictures: Pictures) {
  const packs = new Set<string>();
  let items = 0;
  let points = 0;
  let members = 0;
  let withoutOriginal = 0;
  await spool.rewrite('items', async (portion) => {
    const settled = await settleItems(parts, pictures, portion);
    for (const group of settled.points) {
      packs.add(group.space.pack);
      points += group.points.length;
      members += 1;
      await archive.add(`points/${digits(members)}.jsonl`, encodePoints(group), LINES);
    }
    items += settled.rows.length;
    withoutOriginal += settled.withoutOriginal;
    return settled.rows;
  });
  return { packs: [...packs].sort(), items, points, withoutOriginal };
}

function digits(number: number): string {
  return String(number).padStart(8, '0');
}
