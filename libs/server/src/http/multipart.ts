import type { MultipartFile } from '@fastify/multipart';
import { AppError } from '@unseen/domain';
import type { FastifyRequest } from 'fastify';

/** Bytes of one field; pictures have the upload limit. */
export const MAX_FIELD_BYTES = 2 ** 20;
const MAX_PARTS = 33;

/** The part that holds a picture. Whatever comes under this name is bytes, also without a file name. */
const PICTURE = 'image';

/** The parts of a multipart body: fields by name, each as often as it came, and at most one picture. */
export interface MultipartBody {
  readonly fields: ReadonlyMap<string, readonly FieldPart[]>;
  readonly image?: Uint8Array;
}

/** A field of a multipart body, as the bytes it came in. */
export interface FieldPart {
  readonly bytes: Uint8Array;
  /** Whether its label says that it is JSON. */
  readonly json: boolean;
}

/**
 * Reads a multipart body whole. Every part is taken as bytes: what a field means is decided by the rule of the field, and a part
 * labelled as JSON is not parsed on the way.
 *
 * @throws AppError `malformed_multipart`, `payload_too_large`
 */
async function readParts(request: FastifyRequest): Promise<MultipartBody> {
  const fields = new Map<string, FieldPart[]>();
  let image: Uint8Array | undefined;
  try {
    const limits = { files: MAX_PARTS, parts: MAX_PARTS };
    const parts = request.parts({ isPartAFile: () => true, limits });
    for await (const part of parts) {
      if (part.type !== 'file') continue;
      const { fieldname: name, filename, mimetype } = part;
      if (name === PICTURE) {
        if (image !== undefined) throw malformed('There is more than one picture; an item has one.');
        image = await part.toBuffer();
        if (filename === undefined) refuseBase64(image);
      } else if (filename !== undefined) {
        throw malformed(`The file comes as "${shown(name)}"; send it as "${PICTURE}".`);
      } else {
        const own = fields.get(name) ?? [];
        fields.set(name, own);
        own.push({ bytes: await fieldBytes(part), json: /^application\/(.+\+)?json\b/i.test(mimetype) });
      }
    }
  } catch (cause) {
    throw asMultipartError(cause);
  }
  return { fields, image };
}

/** Bodies that have been read: each can be read once only. */
const read = new WeakMap<FastifyRequest, Promise<MultipartBody>>();

/** Reads a multipart body whole, the first time it is asked for. @throws AppError `malformed_multipart`, `payload_too_large` */
export function readMultipart(request: FastifyRequest): Promise<MultipartBody> {
  const known = read.get(request);
  if (known !== undefined) return known;
  const reading = readParts(request);
  read.set(request, reading);
  return reading;
}

/** Whether the request has a multipart body. */
export function isMultipart(request: FastifyRequest): boolean {
  return request.headers['content-type']?.toLowerCase().startsWith('multipart/form-data') ?? false;
}

async function fieldBytes(part: MultipartFile): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of part.file as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_FIELD_BYTES) {
      throw new AppError(
        'payload_too_large',
        `The field "${shown(part.fieldname)}" is longer than ${MAX_FIELD_BYTES} bytes.`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A form field instead of a file: people paste what JSON takes. */
function refuseBase64(bytes: Uint8Array): void {
  const start = Buffer.from(bytes.subarray(0, 64)).toString('latin1');
  if (bytes.length > 0 && /^(data:[\w/+.-]*;base64,)?[A-Za-z0-9+/=\r\n]*$/.test(start)) {
    throw malformed(
      'The picture is text; in multipart it comes as a file, with its bytes. Base64 goes into JSON.',
    );
  }
}

function asMultipartError(cause: unknown): unknown {
  if (cause instanceof AppError) return cause;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  if (code === 'FST_FILES_LIMIT' || code === 'FST_PARTS_LIMIT') {
    return malformed(`The body has more than ${MAX_PARTS} parts.`, cause);
  }
  if (code === 'FST_PROTO_VIOLATION')
    return malformed('A part has the name of a property of every object.', cause);
  if (code.startsWith('FST_')) return cause;
  const { message } = cause as Error;
  // The parser takes boundaries of up to 252 bytes and says of longer ones that a needle is too long.
  if (message.startsWith('The needle'))
    return malformed('The boundary of the multipart body is too long; RFC 2046 allows 70 characters.', cause);
  return malformed(`The multipart body cannot be read: ${message.replace(/\.$/, '')}.`, cause);
}

function shown(name: string): string {
  return name.toWellFormed().slice(0, 100);
}

function malformed(detail: string, cause?: unknown): AppError {
  return new AppError('malformed_multipart', detail, { cause });
}
