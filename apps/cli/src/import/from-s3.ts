import type { BucketReader } from '@unseen/blobs';
import { isHidden, isPictureName } from '@unseen/imaging/types';
import type { OutgoingItem } from '../ingest/send-items.ts';

/** A bucket and the beginning of keys in it. */
export interface S3Address {
  readonly bucket: string;
  readonly prefix: string;
}

/** Reads `s3://bucket/prefix`. @throws Error that says what is wrong */
export function parseS3Address(text: string): S3Address {
  const [, bucket, prefix = ''] = /^s3:\/\/([^/]+)(?:\/(.*))?$/s.exec(text) ?? [];
  if (bucket === undefined) throw new Error(`"${text}" is not an address such as s3://bucket/prefix.`);
  return { bucket, prefix };
}

/** The pictures of a bucket as items: the id is the key without the folders of the prefix. */
export async function* itemsOfBucket(
  reader: BucketReader,
  { bucket, prefix }: S3Address,
): AsyncGenerator<OutgoingItem, void> {
  const folders = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  for await (const { key } of reader.list(prefix)) {
    const id = key.slice(folders.length);
    if (isHidden(id) || isPictureName(id) !== 'yes') continue;
    yield {
      id,
      load: async () => ({ image: await reader.read(key), metadata: { source: `s3://${bucket}/${key}` } }),
    };
  }
}
