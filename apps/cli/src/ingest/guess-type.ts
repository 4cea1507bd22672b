import type { SourceType } from '@unseen/domain';
import { isPictureName } from '@unseen/imaging/types';
import { sourceTypeOf } from '@unseen/ingest/portable';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';

/** What a path is loaded as: by a job of a type, or as one picture. */
export type LoadType = SourceType | 'picture';

/**
 * The source type a path most likely has, from its name and, for CSV and JSON, its first kilobytes.
 *
 * @throws Error when nothing fits; the message says to name the type
 */
export async function guessType(path: string): Promise<LoadType> {
  const info = await stat(path).catch(() => undefined);
  if (info === undefined || info.isDirectory()) return 'folder';
  const name = basename(path).toLowerCase();
  if (/\.token(\.txt)?$/.test(name)) return 'flickr';
  if (name.endsWith('.csv') && isProductExport(await head(path))) return 'shopify';
  const type = sourceTypeOf(name);
  if (type !== undefined) return type;
  if (name.endsWith('.json')) return typeOfJson(await head(path));
  if (isPictureName(name) === 'yes') return 'picture';
  throw new Error(`Cannot tell what ${basename(path)} is. Name its type with --type.`);
}

/** Whether a table begins as the product export of Shopify does. */
function isProductExport(text: string): boolean {
  const header = text.split('\n', 1)[0]!.toLowerCase();
  return /\bhandle\b/.test(header) && /image src|product image url|body \(html\)/.test(header);
}

/** Objects in a list, and those named like pictures, are items; annotations stand beside the list of their pictures. */
function typeOfJson(text: string): SourceType {
  if (text.includes('"sentences"')) return 'karpathy';
  const [, key = ''] = /^\s*\{\s*"([^"]+)"\s*:/.exec(text) ?? [];
  if (isPictureName(key) === 'yes') return 'jsonl';
  return /^\s*(?:\[|\{\s*"(?!images|annotations|info|licenses|categories|type)\w+"\s*:\s*\[)/.test(text)
    ? 'jsonl'
    : 'coco';
}

async function head(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8_192), 0, 8_192, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}
