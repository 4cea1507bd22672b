import { AppError } from '@unseen/domain';
import { readManifest, verifyFiles } from '@unseen/encoder';
import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
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
 * Reads and checks a reader pack. A file lies in the pack's folder, or in the installed package its manifest names.
 * @param dir - folder that holds `manifest.json`
 * @throws AppError `pack_not_found`, `pack_invalid`, `pack_checksum_mismatch`
 */
export async function loadReaderPack(dir: string): Promise<ReaderPack> {
  const manifest = await readManifest(dir, readerManifestSchema);
  const absolute = await realpath(dir);
  const paths: Record<string, string> = {};
  for (const [name, { package: source }] of Object.entries(manifest.files)) {
    const own = join(absolute, name);
    paths[name] = source === undefined || existsSync(own) ? own : pathInPackage(source);
  }
  await verifyFiles(manifest, (name) => paths[name]!);
  return { id: `${manifest.name}@${manifest.version}`, manifest, paths };
}

/** @throws AppError `pack_not_found` when the package is not installed */
function pathInPackage(source: string): string {
  const [, name, path] = /^((?:@[^/]+\/)?[^/]+)\/(.+)$/.exec(source) ?? [];
  const found = name === undefined ? undefined : findPackageJSON(name, import.meta.url);
  if (found === undefined) throw new AppError('pack_not_found', `The package of ${source} is not installed`);
  return join(dirname(found), path!);
}
