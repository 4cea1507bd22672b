import { AppError, messageOf } from '@unseen/domain';
import type { FastifyRequest, RequestPayload } from 'fastify';
import { Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { isMultipart } from './multipart.ts';

/** Codings of bodies that are taken (RFC 9110, 8.4.1). */
const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};
const TAKEN = 'gzip, deflate, br or zstd';

/**
 * A body out of what its `Content-Encoding` packed it in. Limits of routes hold for what comes out as they do for what came in.
 * @throws AppError `unsupported_media_type` for another coding, several, or one around a multipart body; to whoever reads it,
 *   `malformed_encoding` where it cannot be unpacked
 */
export function decodedBody(request: FastifyRequest, payload: RequestPayload): RequestPayload {
  const coding = request.headers['content-encoding']?.trim().toLowerCase() || 'identity';
  if (coding === 'identity') return payload;
  const open = Object.hasOwn(DECODERS, coding) ? DECODERS[coding] : undefined;
  if (open === undefined) {
    throw new AppError('unsupported_media_type', `Content-Encoding: send the body as it is, or as ${TAKEN}.`);
  }
  if (isMultipart(request)) {
    throw new AppError('unsupported_media_type', 'Content-Encoding: send a multipart body as it is.');
  }
  const decoder = open();
  const decoded: RequestPayload = Readable.from(unpacked(decoder), { objectMode: false });
  decoded.receivedEncodedLength = 0;
  payload.on('data', (chunk: Buffer) => (decoded.receivedEncodedLength! += chunk.length));
  payload.once('error', (error) => decoder.destroy(error));
  payload.once('close', () => payload.readableEnded || decoder.destroy(new Error('The body broke off.')));
  payload.pipe(decoder);
  return decoded;
}

async function* unpacked(decoder: Transform): AsyncGenerator<Buffer> {
  try {
    yield* decoder as AsyncIterable<Buffer>;
  } catch (cause) {
    throw new AppError('malformed_encoding', `The body cannot be unpacked: ${messageOf(cause)}.`, { cause });
  }
}
