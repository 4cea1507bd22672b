import type { BlobStore } from '@unseen/domain';
import { isNotModified } from '@unseen/server';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Answers with a stored picture; 304 where the caller has it. @throws AppError `blob_not_found`, `blob_store_unavailable` */
export async function sendPicture(
  blobs: BlobStore,
  key: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  // A key names content: the same key, the same bytes.
  const etag = `"${key}"`;
  void reply
    .header('etag', etag)
    .header('cache-control', 'private, max-age=60, stale-while-revalidate=86400');
  if (isNotModified(request, etag)) {
    await reply.status(304).send();
    return;
  }
  const { type, size: length, stream } = await blobs.open(key);
  await reply
    .header('content-type', type)
    .header('content-length', length)
    .header('content-security-policy', "default-src 'none'")
    .send(stream);
}
