import { AppError } from '@unseen/domain';
import { z } from 'zod';

/** Layout of an archive; a reader knows the layouts up to its own. */
export const FORMAT = 1;

/** First member of an archive. */
export const HEADER = 'unseen-backup.json';
/** Last member of an archive: one without it has been cut short. */
export const MANIFEST = 'manifest.json';

const header = z.object({
  format: z.number().int().positive(),
  createdAt: z.iso.datetime(),
  /** Migrations of the ledger it was taken from, in order. */
  migrations: z.array(z.string()),
});

const manifest = z.object({
  /** Members before this one. */
  members: z.number().int().nonnegative(),
  /** SHA-256 over name and SHA-256 of each of them, in order. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** Model packs the vectors are of. */
  packs: z.array(z.string()),
  items: z.number().int().nonnegative(),
  points: z.number().int().nonnegative(),
  pictures: z.number().int().nonnegative(),
  /** Items whose original the platform had lost before. */
  withoutOriginal: z.number().int().nonnegative(),
});

export type BackupHeader = z.output<typeof header>;
export type BackupManifest = z.output<typeof manifest>;

/** @throws AppError `backup_invalid`, `backup_too_new` */
export function parseHeader(bytes: Uint8Array): BackupHeader {
  const parsed = header.safeParse(parse(HEADER, bytes));
  if (!parsed.success) throw new AppError('backup_invalid', 'The file does not begin as a backup does.');
  if (parsed.data.format > FORMAT) {
    throw new AppError(
      'backup_too_new',
      `The backup has layout ${parsed.data.format}; this version reads ${FORMAT}.`,
    );
  }
  return parsed.data;
}

/** @throws AppError `backup_invalid` */
export function parseManifest(bytes: Uint8Array): BackupManifest {
  const parsed = manifest.safeParse(parse(MANIFEST, bytes));
  if (parsed.success) return parsed.data;
  throw new AppError('backup_invalid', 'What the backup says of itself at its end cannot be read.');
}

function parse(name: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown;
  } catch (cause) {
    throw new AppError('backup_invalid', `${name} in the backup is not JSON.`, { cause });
  }
}
