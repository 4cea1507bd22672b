import { readFields, rulesOf } from '@unseen/api';
import { AppError } from '@unseen/domain';
import type { FastifyRequest } from 'fastify';
import { parseJsonBody } from './json-body.ts';
import { type FieldPart, isMultipart, readMultipart } from './multipart.ts';

/** A body as it came in: the fields, and the picture's bytes apart. */
export interface IncomingBody<T> {
  readonly fields: T;
  readonly image?: Uint8Array;
}

/**
 * Reads a body that may carry a picture, JSON (the picture as base64) or multipart (the picture as a file), by the rules of its
 * class.
 *
 * @throws AppError `invalid_request` or a field's own code, `malformed_json`, `malformed_multipart`, `payload_too_large`
 */
export async function readBody<T extends object>(
  request: FastifyRequest,
  type: new () => T,
): Promise<IncomingBody<T>> {
  if (!isMultipart(request)) {
    const fields = readFields(type, request.body);
    const { image } = fields as { image?: string };
    return { fields, image: image === undefined ? undefined : Buffer.from(image, 'base64') };
  }
  const { fields: parts, image } = await readMultipart(request);
  const rules = rulesOf(type);
  // Without a prototype, so that every name is a field like any other.
  const values = Object.create(null) as Record<string, unknown>;
  for (const [name, each] of parts) {
    const rule = rules.get(name);
    const given = each.map((part) => valueOf(name, part, rule?.code));
    if (given.length > 1 && rule?.form !== 'list') {
      throw new AppError('malformed_multipart', `The field "${name}" comes ${given.length} times.`);
    }
    values[name] = given.length > 1 ? given : given[0];
  }
  return { fields: readFields(type, values, 'text'), image };
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function valueOf(
  name: string,
  { bytes, json }: FieldPart,
  code: AppError['code'] = 'invalid_request',
): unknown {
  if (json) return parseJsonBody(bytes, name);
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    const message = 'must be well-formed UTF-8';
    throw new AppError(code, `${name}: ${message}.`, { cause, errors: [{ field: name, message }] });
  }
}
