import type { JobSource } from '@unseen/domain';
import type { Sandbox } from './sandbox.ts';

export type Row = Record<string, unknown>;

/** Reads one file; each record as `{ id?, image?, captions?, ...metadata }`, a failure as its reason. */
export async function readOddity(
  sandbox: Sandbox,
  type: JobSource['type'],
  content: string | Buffer,
): Promise<(Row | string)[]> {
  await sandbox.write('file', content);
  const { all } = await sandbox.read({ type, path: 'file' });
  return all.map((record) => {
    if ('code' in record) return `${record.code}: ${record.reason}`;
    const { id, image, captions, metadata } = record;
    return {
      ...(id === undefined ? {} : { id }),
      ...(image === undefined
        ? {}
        : { image: image.kind === 'file' ? image.path : image.kind === 'url' ? image.url : '(bytes)' }),
      ...(captions.length === 0 ? {} : { captions }),
      ...metadata,
    };
  });
}

/** Text as UTF-16 (little endian) with its mark. */
export function utf16(text: string): Buffer {
  return Buffer.from(`\ufeff${text}`, 'utf16le');
}

/** One picture with one caption. */
export function one(caption: string, more: Row = {}): Row[] {
  return [{ image: 'a.jpg', captions: [caption], ...more }];
}
