import { loadImportConfig } from '@unseen/config';
import type { Command } from 'commander';
import { itemsOfPoints } from '../import/from-qdrant.ts';
import { itemsOfBucket, parseS3Address } from '../import/from-s3.ts';
import { sendItems } from '../import/send-items.ts';
import { sharedOf } from './shared.ts';

interface QdrantOptions {
  readonly image: string;
  readonly caption?: string;
  readonly pictures: string;
  readonly collection?: string;
}

interface S3Options {
  readonly endpoint?: string;
  readonly region?: string;
  readonly collection?: string;
}

/** `unseen import`: from where pictures are today. Reads them from here, so the platform needs no way there. */
export function addImportCommands(program: Command): void {
  const group = program
    .command('import')
    .description('load pictures from another search or from a bucket; what is there already is passed over');
  group
    .command('qdrant <address> <collection>')
    .description('points of a Qdrant collection whose payload names a picture; ids and payload are kept')
    .requiredOption('--image <field>', 'payload field with the web address or path of the picture')
    .option('--caption <field>', 'payload field with a caption')
    .option('--pictures <folder>', 'folder that paths start from', '.')
    .option('-c, --collection <name>', 'collection to load into')
    .action(async (address: string, collection: string, options: QdrantOptions, command: Command) => {
      const { api, json } = sharedOf(command);
      const { fetch, qdrantApiKey } = loadImportConfig();
      const { openPointReader } = await import('@unseen/vector-store');
      const { openFetcher } = await import('@unseen/ingest');
      const { ImportRoot } = await import('@unseen/ingest');
      const reader = openPointReader(address, collection, qdrantApiKey);
      const fetcher = openFetcher(fetch);
      try {
        const folder = await ImportRoot.open(options.pictures);
        const sources = { fetcher, folder, maxBytes: fetch.maxBytes };
        const items = itemsOfPoints(reader, options, sources);
        const total = await reader.count();
        await sendItems(api, { items, total, collection: options.collection, passOver: true }, json);
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
    .action(async (text: string, options: S3Options, command: Command) => {
      const { api, json } = sharedOf(command);
      const address = parseS3Address(text);
      const { openBucketReader } = await import('@unseen/blobs');
      const { endpoint, collection } = options;
      // Stores of one's own know no regions, but requests are signed for one.
      const region = options.region ?? (endpoint === undefined ? undefined : 'us-east-1');
      const reader = openBucketReader(address.bucket, { endpoint, region });
      try {
        const items = itemsOfBucket(reader, address);
        await sendItems(api, { items, total: null, collection, passOver: true }, json);
      } finally {
        reader.close();
      }
    });
}
