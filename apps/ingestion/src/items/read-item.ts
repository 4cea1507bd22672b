import { CreateItem } from '@unseen/api';
import type { Json } from '@unseen/domain';
import { readBody } from '@unseen/server';
import type { FastifyRequest } from 'fastify';

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
 * @throws AppError as {@link readBody}
 */
export async function readItem(request: FastifyRequest): Promise<IncomingItem> {
  const { fields, image } = await readBody(request, CreateItem);
  const { id, collection, caption, metadata } = fields;
  const captions = fields.captions ?? (caption === undefined ? [] : [caption]);
  return { id, collection, image, captions, metadata };
}
