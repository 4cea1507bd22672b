import { AppError } from '@unseen/domain';
import type { Dispatcher } from 'undici';

/**
 * The whole body of an answer, counted as it comes: a length is only a claim.
 *
 * @throws AppError `fetch_failed` when the answer is not a success or is packed, `fetch_too_large`, `fetch_failed`
 */
export async function readBody(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  maxBytes: number,
): Promise<Uint8Array> {
  const refuse = (error: AppError): never => {
    body.on('error', () => undefined).destroy();
    throw error;
  };
  if (statusCode !== 200) refuse(new AppError('fetch_failed', `The host answers with status ${statusCode}.`));
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity' && encoding !== '') {
    refuse(new AppError('fetch_failed', 'The host packs the file although it was asked not to.'));
  }
  const tooLarge = new AppError('fetch_too_large', `The file has more than ${maxBytes} bytes.`);
  if (Number(headers['content-length'] ?? 0) > maxBytes) refuse(tooLarge);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) refuse(tooLarge);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
