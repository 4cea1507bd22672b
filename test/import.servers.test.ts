import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { QdrantClient } from '@qdrant/js-client-rest';
import { openHost, type Listening } from '@unseen/ingest/testing';
import { qdrantForTests, SERVERS } from '@unseen/testing';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pictureFolder } from './support/collections.ts';
import { unseen as runUnseen } from './support/command-line.ts';
import { loadByJob, loaded, wholeCorpus, writeFiles } from './support/corpus.ts';
import { Standalone } from './support/standalone.ts';

const qdrant = qdrantForTests();

describe('unseen import', () => {
  let platform: Standalone;
  let folder: string;
  let names: string[];
  beforeAll(async () => {
    platform = await Standalone.start();
    folder = join(platform.dataDir, 'pictures');
    names = await pictureFolder(folder, 4);
  });
  afterAll(() => platform?.dispose());

  const pictureAt = (n: number) => readFile(join(folder, names[n]!));
  const item = (id: string, collection: string) =>
    platform.json(200, 'GET', `/v1/items/${encodeURIComponent(id)}?collection=${collection}`);

  async function unseen(args: string[], environment: Record<string, string> = {}) {
    const { status, out } = await runUnseen({ UNSEEN_URL: platform.url, ...environment }, ...args, '--json');
    return { status, answer: JSON.parse(out) };
  }

  describe.skipIf(SERVERS.s3 === undefined)('from a bucket', () => {
    const { origin, username, password } = new URL(SERVERS.s3 ?? 'http://none');
    const bucket = `import-${randomUUID()}`;
    const credentials = { AWS_ACCESS_KEY_ID: username, AWS_SECRET_ACCESS_KEY: password };
    const from = (address: string, environment = credentials, collection = 'bucket') =>
      unseen(['import', 's3', address, '--endpoint', origin, '-c', collection], environment);
    const store = {
      endpoint: origin,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId: username, secretAccessKey: password },
    };

    beforeAll(async () => {
      const client = new S3Client(store);
      await client.send(new CreateBucketCommand({ Bucket: bucket }));
      const put = (Key: string, Body: Uint8Array | string) =>
        client.send(new PutObjectCommand({ Bucket: bucket, Key, Body }));
      await put('shop/red/a.jpg', await pictureAt(0));
      await put('shop/b.jpg', await pictureAt(1));
      await put('shop/broken.png', 'no picture');
      await put('shop/list.csv', 'no picture either');
      await put('other/c.jpg', await pictureAt(2));
      client.destroy();
    });

    it('takes the pictures below a prefix, and passes over them the next time', async () => {
      const { status, answer } = await from(`s3://${bucket}/shop/`);
      expect(answer).toMatchObject({ total: 3, done: 2, skipped: 0, failed: 1 });
      expect(answer.failures).toMatchObject([{ id: 'broken.png', code: 'image_unsupported' }]);
      expect(status).toBe(3);
      expect((await item('red/a.jpg', 'bucket')).metadata).toEqual({
        source: `s3://${bucket}/shop/red/a.jpg`,
      });
      const again = await from(`s3://${bucket}/shop/`);
      expect(again.answer).toMatchObject({ done: 0, skipped: 2, failed: 1 });
    });

    it('reads a bucket as a folder is read', async () => {
      const corpus = await wholeCorpus();
      const client = new S3Client(store);
      for (const [path, Body] of corpus)
        await client.send(new PutObjectCommand({ Bucket: bucket, Key: `corpus/${path}`, Body }));
      client.destroy();
      await writeFiles(join(platform.dataDir, 'import', 'corpus'), corpus);
      const folder = await loadByJob(platform, { type: 'folder', path: 'corpus' }, 'corpus-folder');
      const { status, answer } = await from(`s3://${bucket}/corpus/`, credentials, 'corpus-bucket');
      expect(await loaded(platform, 'corpus-bucket', answer.failures, answer.passedOverByKind)).toEqual(
        folder,
      );
      expect(status).toBe(3);
    });

    it('says that there is nothing', async () => {
      const { status, answer } = await from(`s3://${bucket}/shop/list`);
      expect(status).toBe(1);
      expect(answer.error).toMatchObject({
        code: 'source_invalid',
        detail: expect.stringContaining('1 file passed over: 1 .csv'),
      });
    });

    it('says what is wrong with the bucket or the credentials', async () => {
      const missing = await from('s3://there-is-none/');
      expect(missing).toMatchObject({ status: 1, answer: { error: { code: 'source_not_found' } } });
      const refused = await from(`s3://${bucket}/`, { ...credentials, AWS_SECRET_ACCESS_KEY: 'wrong' });
      expect(refused).toMatchObject({ status: 1, answer: { error: { code: 'source_invalid' } } });
      expect(await from('bucket/prefix')).toMatchObject({ status: 1, answer: { error: { code: 'failed' } } });
    });
  });

  describe.skipIf(qdrant.url === undefined)('from a Qdrant collection', () => {
    const client = () =>
      new QdrantClient({ url: qdrant.url, apiKey: qdrant.apiKey, checkCompatibility: false });
    const collection = `import-${randomUUID()}`;
    const uuid = randomUUID();
    let host: Listening;
    beforeAll(async () => {
      host = await openHost((request, response) => {
        const known = /^\/(\d)\.jpg$/.exec(request.url!);
        if (known === null) response.writeHead(404).end();
        else void pictureAt(Number(known[1])).then((bytes) => response.end(bytes));
      });
      const at = (path: string) => `http://127.0.0.1:${host.port}/${path}`;
      await client().createCollection(collection, { vectors: { size: 2, distance: 'Cosine' } });
      const payloads: [number | string, Record<string, unknown>][] = [
        [7, { picture: { url: at('0.jpg') }, title: 'a red thing', price: 5 }],
        [uuid, { picture: { url: names[1] }, title: '' }],
        [8, { picture: { url: at('gone.jpg') }, title: 'gone' }],
        [9, { picture: { url: 'http://169.254.169.254/latest/meta-data' } }],
        [10, { picture: { url: '../../etc/passwd' } }],
        [11, { title: 'only words' }],
      ];
      const points = payloads.map(([id, payload]) => ({ id, payload, vector: [1, 0] }));
      await client().upsert(collection, { wait: true, points });
    });
    afterAll(async () => {
      await client().deleteCollection(collection);
      await host.close();
    });

    const from = (field: string) =>
      unseen(
        [
          'import',
          'qdrant',
          qdrant.url!,
          collection,
          '--image',
          field,
          '--caption',
          'title',
          '--pictures',
          folder,
          '-c',
          'points',
        ],
        { UNSEEN_FETCH_NETWORKS: '127.0.0.1/32', UNSEEN_FETCH_PORTS: String(host.port) + ',80' },
      );

    it('embeds the pictures anew, by address and by path, and keeps ids and payloads', async () => {
      const { status, answer } = await from('picture.url');
      expect(answer).toMatchObject({ total: 6, done: 3, skipped: 0, failed: 3 });
      const codes = answer.failures.map(({ id, code }: { id: string; code: string }) => [id, code]);
      expect(codes.sort()).toEqual([
        ['10', 'entry_outside_root'],
        ['8', 'fetch_failed'],
        ['9', 'fetch_blocked'],
      ]);
      expect(status).toBe(3);
      expect(await item('7', 'points')).toMatchObject({
        captions: ['a red thing'],
        metadata: { title: 'a red thing', price: 5 },
      });
      expect(await item(uuid, 'points')).toMatchObject({
        captions: [],
        metadata: { picture: { url: names[1] } },
      });
      expect((await from('picture.url')).answer).toMatchObject({ done: 0, skipped: 3, failed: 3 });
    });

    it('says which fields there are when none of the points has the one that was named', async () => {
      const { status, answer } = await from('image_url');
      expect(status).toBe(1);
      expect(answer.error).toMatchObject({
        code: 'source_invalid',
        detail: expect.stringContaining('picture, price'),
      });
    });
  });
});
