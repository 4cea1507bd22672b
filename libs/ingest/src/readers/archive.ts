import { AppError, isAppError } from '@unseen/domain';
import { PassedOver } from './passed-over.ts';
import {
  sequentialReader,
  type Found,
  type LocatedSource,
  type ReaderContext,
  type SourceReader,
} from './reader.ts';
import { findTarMembers } from './tar.ts';
import { packingOf, type Packing } from './packing.ts';
import { findZipMembers } from './zip.ts';

/** What else archives are packed as, by their first bytes. */
const OTHERS: readonly (readonly [Buffer, string])[] = [
  [Buffer.from('Rar!'), 'RAR'],
  [Buffer.from('377abcaf271c', 'hex'), '7z'],
  [Buffer.from('BZh'), 'bzip2'],
  [Buffer.from('fd377a585a00', 'hex'), 'xz'],
];

/** A zip, or a tar and how it is packed. */
type Kind = 'zip' | 'tar' | Packing;

/**
 * The pictures inside a zip, tar, tar.gz or tar.zst file; the id of an item is its path in the archive. Which of them it
 * is, the first bytes tell. The number of pictures is known beforehand for zip alone: a tar has no table of contents.
 */
export function archiveReader(source: LocatedSource, context: ReaderContext): SourceReader {
  const passedOver = new PassedOver();
  const reader = sequentialReader(
    (purpose) => findMembers(source, context, purpose === 'read' ? passedOver : new PassedOver()),
    { passedOver, emptyBecause: () => `No pictures found in the archive${String(passedOver)}.` },
  );
  return {
    ...reader,
    // Of one that breaks off, reading will say so.
    count: async () =>
      (await tellKind(source, context)) === 'zip' ? reader.count().catch(unknownIfBroken) : null,
  };
}

async function* findMembers(
  source: LocatedSource,
  context: ReaderContext,
  passedOver: PassedOver,
): AsyncGenerator<Found, void, undefined> {
  const kind = await tellKind(source, context);
  if (kind === 'zip') yield* findZipMembers(source, context, passedOver);
  else yield* findTarMembers(source, context, kind === 'tar' ? undefined : kind, passedOver);
}

/** Whether a tar of the format of Unix version 7 begins so: its header has no mark, but the sum of its bytes. */
function isOldTar(head: Buffer): boolean {
  if (head.length < 512 || head[0] === 0) return false;
  const told = Number.parseInt(head.toString('latin1', 148, 156), 8);
  // The sum itself counts as blanks.
  const sum = head.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  return sum === told;
}

function unknownIfBroken(error: unknown): null {
  if (isAppError(error, 'source_invalid')) return null;
  throw error;
}

async function tellKind(source: LocatedSource, context: ReaderContext): Promise<Kind> {
  const handle = await context.root.open(source.main, 'source');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0);
    const head = buffer.subarray(0, bytesRead);
    // "PK" with 3.4 (a first member) or 5.6 (an empty archive).
    if (head.subarray(0, 2).equals(Buffer.from('PK')) && (head[2] === 3 || head[2] === 5)) return 'zip';
    const packing = packingOf(head);
    if (packing !== undefined) return packing;
    if (head.subarray(257, 262).equals(Buffer.from('ustar')) || isOldTar(head)) return 'tar';
    const other = OTHERS.find(([mark]) => head.subarray(0, mark.length).equals(mark))?.[1];
    throw new AppError(
      'source_invalid',
      other === undefined
        ? 'The file is neither zip nor tar, tar.gz or tar.zst.'
        : `This is packed as ${other}, which is not read: make it a zip, tar, tar.gz or tar.zst.`,
    );
  } finally {
    await handle.close();
  }
}
