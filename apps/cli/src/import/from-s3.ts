import type { BucketReader } from '@unseen/blobs';
import { readTree, type ReadItems } from '../ingest/read-tree.ts';

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

/**
 * The pictures of a bucket as items, read by the code that reads folders in jobs: the same ids, captions and failures. The id is the
 * key without the folders of the prefix; where it came from is in the metadata.
 */
export async function itemsOfBucket(
  reader: BucketReader,
  { bucket, prefix }: S3Address,
): Promise<Pick<ReadItems, 'items' | 'found'>> {
  const [{ bucketTree, folderReader, withOwnWords }, { readPictureWords, WORDS_HEAD_BYTES }] =
    await Promise.all([import('@unseen/ingest'), import('@unseen/imaging')]);
  const tree = bucketTree(reader, prefix);
  const folders = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  const found = folderReader(
    { main: '.' },
    { root: tree, called: `s3://${bucket}/${prefix}`, leaveWords: true },
  );
  return readTree(found, { tree }, ({ image, captions = [], metadata = {} }, path) => ({
    image,
    ...withOwnWords(
      { captions, metadata: { ...metadata, source: `s3://${bucket}/${folders}${path}` } },
      readPictureWords(image.subarray(0, WORDS_HEAD_BYTES)),
    ),
  }));
}
