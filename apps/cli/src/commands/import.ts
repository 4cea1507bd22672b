import { loadImportConfig } from '@unseen/config';
import type { Command } from 'commander';
import { itemsOfPoints } from '../import/from-qdrant.ts';
import { sendItems } from '../ingest/send-items.ts';
import { maxFailures, sharedOf } from './shared.ts';

interface QdrantOptions {
  readonly image: string;
  readonly caption?: string;
  readonly pictures: string;
  readonly collection?: string;
  readonly maxFailures?: number;
}

interface S3Options {
  readonly endpoint?: string;
  readonly region?: string;
  readonly collection?: string;
  readonly maxFailures?: number;
}

/** `unseen import`: from where pictures are today. Reads them from here, so the platform needs no way there. */
export function addImportCommands(program: Command): void {
  const group = program
    .command('import')
    .description('load pictures from another search or from a bucket; items that exist already are skipped');
  group
    .command('qdrant <address> <collection>')
    .description('points of a Qdrant collection whose payload names a picture; ids and payload are kept')
    .requiredOption('--image <field>', 'payload field with the web address or path of the picture')
    .option('--caption <field>', 'payload field with a caption')
    .option('--pictures <folder>', 'folder that paths start from', '.')
    .option('-c, --collection <name>', 'collection to load into')
    .addOption(maxFailures())
    .action(async (address: string, collection: string, options: QdrantOptions, command: Command) => {
      const { unseen, json } = sharedOf(command);
      const { fetch, qdrantApiKey } = loadImportConfig();
      const { openPointReader } = await import('@unseen/vector-store');
      const { openFetcher } = await import('@unseen/ingest');
      const { ImportRoot } = await import('@unseen/ingest');
      const reader = await openPointReader(address, collection, qdrantApiKey);
      const fetcher = await openFetcher(fetch);
      try {
        const folder = await ImportRoot.open(options.pictures);
        const sources = { fetcher, folder, maxBytes: fetch.maxBytes };
        const items = itemsOfPoints(reader, options, sources);
        const total = await reader.count();
        const sending = { items, total, collection: options.collection, duplicates: 'skip' as const };
        await sendItems(unseen, sending, { json, maxFailures: options.maxFailures });
      } finally {
        await fetcher.close();
      }
    });
  group
    .command('s3 <address>')
    .description(
      'pictures of an S3-compatible bucket (s3://bucket/prefix), with the AWS credentials of the environment',
    )
    .option('--endpoint <address>', "where the store answers (Amazon's own unless given)")
    .option('--region <name>', 'region of the bucket')
    .option('-c, --collection <name>', 'collection to load into')
    .addOption(maxFailures())
    .action(async (text: string, options: S3Options, command: Command) => {
      const { unseen, json } = sharedOf(command);
      const { openBucketReader } = await import('@unseen/blobs');
      const { itemsOfBucket, parseS3Address } = await import('../import/from-s3.ts');
      const address = parseS3Address(text);
      const { endpoint, collection } = options;
      // Stores of one's own know no regions, but requests are signed for one.
      const region = options.region ?? (endpoint === undefined ? undefined : 'us-east-1');
      const reader = await openBucketReader(address.bucket, { endpoint, region });
      try {
        const sending = {
          ...(await itemsOfBucket(reader, address)),
          total: null,
          collection,
          duplicates: 'skip' as const,
        };
        await sendItems(unseen, sending, { json, maxFailures: options.maxFailures });
      } finally {
        reader.close();
      }
    });
}
