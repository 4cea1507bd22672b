import { AppError, messageOf, type EncodingSpaces } from '@unseen/domain';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ZodType } from 'zod';
import { manifestSchema, type PackManifest } from './manifest.ts';

/** A model pack whose files are the ones its manifest names. */
export interface ModelPack {
  /** Absolute path of the pack folder. */
  readonly dir: string;
  readonly name: string;
  readonly version: string;
  /** `name@version`: the key of every vector space this pack fills. */
  readonly id: string;
  readonly spaces: EncodingSpaces;
  readonly manifest: PackManifest;
}

/**
 * Reads and checks a model pack: the manifest against its schema, every file against its size and SHA-256.
 * @param dir - folder that holds `manifest.json`
 * @throws AppError `pack_not_found` when there is no manifest, `pack_invalid` when it breaks the schema,
 * `pack_checksum_mismatch` when a file is missing or is not the one the manifest names
 */
export async function loadPack(dir: string): Promise<ModelPack> {
  const manifest = await readManifest(dir, manifestSchema);
  const absolute = await realpath(dir);
  await verifyFiles(manifest, (name) => join(absolute, name));
  const { name, version, spaces } = manifest;
  return { dir: absolute, name, version, id: `${name}@${version}`, spaces, manifest };
}

/** What manifests of every kind of pack say of their files. */
interface FilesOfPack {
  readonly name: string;
  readonly files: Readonly<Record<string, { readonly sha256: string; readonly bytes: number }>>;
}

/**
 * Checks that every file of a pack is the one its manifest names.
 * @param pathOf - where a file lies
 * @throws AppError `pack_checksum_mismatch`
 */
export async function verifyFiles(manifest: FilesOfPack, pathOf: (name: string) => string): Promise<void> {
  for (const [name, { sha256, bytes }] of Object.entries(manifest.files)) {
    const found = await hashFile(pathOf(name)).catch((cause: unknown) => {
      throw new AppError('pack_checksum_mismatch', `${name} of pack ${manifest.name} cannot be read`, {
        cause,
      });
    });
    if (found.sha256 !== sha256) {
      throw new AppError(
        'pack_checksum_mismatch',
        `${name} of pack ${manifest.name} has SHA-256 ${found.sha256} (${found.bytes} bytes); ` +
          `the manifest says ${sha256} (${bytes} bytes)`,
      );
    }
  }
}

/**
 * `name@version` of the pack in a folder, its files unread.
 * @throws AppError `pack_not_found`, `pack_invalid`
 */
export async function readPackId(dir: string): Promise<string> {
  const { name, version } = await readManifest(dir, manifestSchema);
  return `${name}@${version}`;
}

/**
 * Size and SHA-256 of a file, streamed.
 * @throws the file system's error when it cannot be read
 */
export async function hashFile(path: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), async (chunks) => {
    for await (const chunk of chunks as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  });
  return { sha256: hash.digest('hex'), bytes };
}

/**
 * Reads the manifest in the folder of a pack of any kind.
 * @throws AppError `pack_not_found` when there is none, `pack_invalid` when it breaks the schema
 */
export async function readManifest<T>(dir: string, schema: ZodType<T>): Promise<T> {
  let json: string;
  try {
    json = await readFile(join(dir, 'manifest.json'), 'utf8');
  } catch (cause) {
    throw new AppError('pack_not_found', `There is no readable manifest.json in ${dir}`, { cause });
  }
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new AppError('pack_invalid', `manifest.json is not JSON: ${messageOf(cause)}`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(
    ({ path, message }) => `${path.map(String).join('.') || '(root)'}: ${message}`,
  );
  throw new AppError('pack_invalid', `manifest.json: ${issues.join('; ')}`);
}
