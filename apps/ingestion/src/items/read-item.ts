import { AppError, type Json } from '@unseen/domain';
import { isMultipart, parseJsonText, readMultipart, validateDto } from '@unseen/server';
import type { FastifyRequest } from 'fastify';
import { CreateItem } from '@unseen/api';

/** An item as it came in, not yet validated beyond its shape. */
export interface IncomingItem {
  readonly id?: string;
  readonly collection?: string;
  readonly image?: Uint8Array;
  readonly captions: readonly string[];
  readonly metadata?: Record<string, Json>;
}

/**
 * Reads the body of `POST /v1/items`, multipart or JSON.
 *
 * @throws AppError `invalid_request`, `malformed_multipart`, `malformed_json`, `unsupported_media_type`
 */
export async function readItem(request: FastifyRequest): Promise<IncomingItem> {
  if (!isMultipart(request)) {
    const dto = await validateDto(CreateItem, request.body);
    return fromDto(dto, dto.image === undefined ? undefined : Buffer.from(dto.image, 'base64'));
  }
  const { fields, file } = await readMultipart(request);
  if (file !== undefined && file.field !== 'image') {
    throw new AppError('malformed_multipart', `The file comes as "${file.field}"; send it as "image".`);
  }
  const { metadata, captions, ...rest } = fields;
  const dto = await validateDto(CreateItem, {
    ...rest,
    ...(captions === undefined ? {} : { captions: parseJsonText(captions) }),
    ...(metadata === undefined ? {} : { metadata: parseJsonText(metadata) }),
  });
  return fromDto(dto, file?.bytes);
}

function fromDto(dto: CreateItem, image: Uint8Array | undefined): IncomingItem {
  return {
    id: dto.id,
    collection: dto.collection,
    image,
    captions: dto.captions ?? (dto.caption === undefined ? [] : [dto.caption]),
    metadata: dto.metadata,
  };
}
