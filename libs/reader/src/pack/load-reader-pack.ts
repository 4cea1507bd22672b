import { readManifest, verifyFiles } from '@unseen/encoder';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { readerManifestSchema, type ReaderManifest } from './manifest.ts';

/** A reader pack whose files are the ones its manifest names. */
export interface ReaderPack {
  /** `name@version`: what was read is read again when it changes. */
  readonly id: string;
  readonly manifest: ReaderManifest;
  /** Absolute path of each file. */
  readonly paths: Readonly<Record<string, string>>;
}

/**
 * Reads and checks a reader pack.
 * @param dir - folder that holds `manifest.json`
 * @throws AppError `pack_not_found`, `pack_invalid`, `pack_checksum_mismatch`
 */
export async function loadReaderPack(dir: string): Promise<ReaderPack> {
  const manifest = await readManifest(dir, readerManifestSchema);
  const absolute = await realpath(dir);
  const paths = Object.fromEntries(Object.keys(manifest.files).map((name) => [name, join(absolute, name)]));
  await verifyFiles(manifest, (name) => paths[name]!);
  return { id: `${manifest.name}@${manifest.version}`, manifest, paths };
}
