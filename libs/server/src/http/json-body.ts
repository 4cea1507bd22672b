import { AppError, parseJson } from '@unseen/domain';

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Parses bytes of a request as JSON.
 *
 * @param body - raw bytes; empty means no body
 * @param at - name of the multipart field they came in; absent for a whole body
 * @throws AppError `malformed_json` for bytes that are not UTF-8, and as {@link parseJson}
 */
export function parseJsonBody(body: Uint8Array, at?: string): unknown {
  if (body.length === 0) return undefined;
  let text: string;
  try {
    text = decoder.decode(body);
  } catch (cause) {
    throw new AppError('malformed_json', 'The body is not valid UTF-8.', { cause });
  }
  return parseJson(text, at);
}
