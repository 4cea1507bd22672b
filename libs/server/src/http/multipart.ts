import { AppError } from '@unseen/domain';
import type { FastifyRequest } from 'fastify';

/** The parts of a multipart body: text fields by name, and at most one file. */
export interface MultipartBody {
  readonly fields: Readonly<Record<string, string>>;
  readonly file?: { readonly field: string; readonly name: string; readonly bytes: Uint8Array };
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a multipart body whole (its size is bounded by the plugin's limits).
 *
 * @throws AppError `malformed_multipart`, `payload_too_large`
 */
export async function readMultipart(request: FastifyRequest): Promise<MultipartBody> {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  let file: MultipartBody['file'];
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        const bytes = await part.toBuffer();
        // Clients that cannot choose send text fields as nameless files.
        if (part.filename === undefined && part.fieldname !== 'image')
          fields[part.fieldname] = decoder.decode(bytes);
        else if (file !== undefined)
          throw new AppError('malformed_multipart', 'There is more than one file.');
        else file = { field: part.fieldname, name: part.filename, bytes };
      } else {
        if (part.fieldname in fields) {
          throw new AppError('malformed_multipart', `The field "${part.fieldname}" comes twice.`);
        }
        if (part.valueTruncated)
          throw new AppError('payload_too_large', `The field "${part.fieldname}" is too long.`);
        fields[part.fieldname] = String(part.value);
      }
    }
  } catch (cause) {
    throw asMultipartError(cause);
  }
  return { fields, file };
}

/** Whether the request has a multipart body. */
export function isMultipart(request: FastifyRequest): boolean {
  return request.headers['content-type']?.toLowerCase().startsWith('multipart/form-data') ?? false;
}

function asMultipartError(cause: unknown): unknown {
  if (cause instanceof AppError) return cause;
  if (typeof cause === 'object' && cause !== null && 'code' in cause && String(cause.code).startsWith('FST_'))
    return cause;
  return new AppError(
    'malformed_multipart',
    `The multipart body cannot be read: ${(cause as Error).message}.`,
    { cause },
  );
}
