import { AppError } from '@unseen/domain';
import { isMultipart, parseJsonText, readMultipart, validateDto } from '@unseen/server';
import type { FastifyRequest } from 'fastify';
import { SearchRequest } from '@unseen/api';

/** Fields that are not text: in multipart they come as JSON. */
const JSON_FIELDS = new Set([
  'filter',
  'limit',
  'candidates',
  'explain',
  'sizes',
  'classes',
  'facets',
  'minMatch',
]);

/** A search as it came in: the fields, and the picture's bytes apart. */
export interface IncomingSearch {
  readonly fields: SearchRequest;
  readonly image?: Uint8Array;
}

/**
 * Reads the body of `POST /v1/search`, JSON or multipart.
 *
 * @throws AppError `invalid_request`, `malformed_json`, `malformed_multipart`
 */
export async function readSearch(request: FastifyRequest): Promise<IncomingSearch> {
  if (!isMultipart(request)) {
    const fields = await validateDto(SearchRequest, withoutNulls(request.body));
    return { fields, image: fields.image === undefined ? undefined : Buffer.from(fields.image, 'base64') };
  }
  const { fields, file } = await readMultipart(request);
  if (file !== undefined && file.field !== 'image') {
    throw new AppError('malformed_multipart', `The file comes as "${file.field}"; send it as "image".`);
  }
  const values = Object.entries(fields).map(([name, text]): [string, unknown] => [name, valueOf(name, text)]);
  return {
    fields: await validateDto(SearchRequest, withoutNulls(Object.fromEntries(values))),
    image: file?.bytes,
  };
}

/** A field that is `null` says nothing: the last page's own `nextCursor` is, and clients pass it on. */
function withoutNulls(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}

function valueOf(name: string, text: string): unknown {
  if (JSON_FIELDS.has(name)) return parseJsonText(text);
  // `not` may be one text or a JSON list of texts.
  return name === 'not' && text.trimStart().startsWith('[') ? parseJsonText(text) : text;
}
