import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type BucketReader, openBucketReader } from './bucket-reader.ts';

let server: Server | undefined;
let reader: BucketReader | undefined;
afterEach(() => {
  reader?.close();
  server?.close().closeAllConnections();
});

/** A store whose answers go wrong on purpose; what a real one answers is tested with the servers. */
async function open(
  answers: Readonly<Record<string, (response: ServerResponse) => void>>,
): Promise<BucketReader> {
  server = createServer((request, response) =>
    answers[new URL(request.url!, 'http://s3').pathname]!(response),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  reader = openBucketReader('b', {
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
  });
  return reader;
}

const refusal = (status: number, code: string) => (response: ServerResponse) =>
  response
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`);

describe('an object of a bucket that cannot be read', () => {
  it('costs itself alone when it has permissions of its own, is archived, or breaks off every time', async () => {
    let cuts = 0;
    const bucket = await open({
      '/b/own.jpg': refusal(403, 'AccessDenied'),
      '/b/cold.jpg': refusal(403, 'InvalidObjectState'),
      '/b/gone.jpg': refusal(404, 'NoSuchKey'),
      '/b/cut.jpg': (response) => {
        cuts += 1;
        response.writeHead(200, { 'content-length': '100' });
        response.write('half', () => setImmediate(() => response.destroy()));
      },
      '/b/good.jpg': (response) => response.end('whole'),
    });
    for (const [key, reason] of [
      ['own.jpg', 'AccessDenied'],
      ['cold.jpg', 'InvalidObjectState'],
      ['gone.jpg', 'gone'],
      ['cut.jpg', 'breaks off'],
    ] as const) {
      await expect(bucket.read(key)).rejects.toMatchObject({
        code: 'entry_image_missing',
        message: expect.stringContaining(reason) as string,
      });
    }
    expect(cuts).toBe(3);
    expect(Buffer.from(await bucket.read('good.jpg')).toString()).toBe('whole');
  });

  it('ends the import when the credentials or the bucket are at fault', async () => {
    const bucket = await open({
      '/b/a.jpg': refusal(400, 'ExpiredToken'),
      '/b/b.jpg': refusal(404, 'NoSuchBucket'),
    });
    await expect(bucket.read('a.jpg')).rejects.toMatchObject({ code: 'source_invalid' });
    await expect(bucket.read('b.jpg')).rejects.toMatchObject({ code: 'source_not_found' });
  });
});
