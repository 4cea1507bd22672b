import { AppError } from '@unseen/domain';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFile } from './load-pack.ts';
import { manifestSchema, type PackManifest } from './manifest.ts';

/** Where a file of a pack comes from and what it may be used for. */
export interface FileOrigin {
  readonly license?: string;
  readonly source?: string;
}

/**
 * Finishes a pack folder: hashes every file in it and writes `manifest.json`.
 * @param draft - the manifest without its `files`
 * @param originOf - license and source to note for a file
 * @throws AppError `pack_invalid` when the manifest would not load
 */
export async function writeManifest(
  dir: string,
  draft: Omit<PackManifest, 'files'>,
  originOf: (file: string) => FileOrigin = () => ({}),
): Promise<void> {
  const names = (await readdir(dir)).filter((name) => name !== 'manifest.json').sort();
  const files: PackManifest['files'] = {};
  for (const name of names) files[name] = { ...(await hashFile(join(dir, name))), ...originOf(name) };
  const parsed = manifestSchema.safeParse({ ...draft, files });
  if (!parsed.success) throw new AppError('pack_invalid', parsed.error.message, { cause: parsed.error });
  await writeFile(join(dir, 'manifest.json'), `${JSON.stringify(parsed.data, null, 2)}\n`);
}
