import { ItemOperation, readFields } from '@unseen/api';
import { ITEM_LIMITS } from '@unseen/domain';
import type { ItemOperation as Operation } from '@unseen/ingest';
import { captionsOf } from './captions.ts';

/** An operation of a batch as it came in: parsed JSON, or why it is none. */
export type GivenOperation = { readonly value: unknown } | { readonly error: unknown };

/** An operation that can be done, or why not. */
export type ReadOperation =
  { readonly operation: Operation } | { readonly id: string | undefined; readonly error: unknown };

/** Reads one operation of a batch; what is wrong with it is its own failure. */
export function readOperation(given: GivenOperation): ReadOperation {
  if ('error' in given) return { id: undefined, error: given.error };
  try {
    const fields = readFields(ItemOperation, given.value);
    const { op, id, image, metadata } = fields;
    const captions = captionsOf(fields);
    return {
      operation: {
        op,
        id,
        image: image === undefined ? undefined : pictureOf(image),
        // Where nothing is stored, or what is stored goes, null says no more than absence.
        captions: op === 'merge' ? captions : (captions ?? []),
        metadata: op === 'merge' ? metadata : (metadata ?? undefined),
      },
    };
  } catch (error) {
    return { id: idOf(given.value), error };
  }
}

function pictureOf(image: string): Uint8Array | URL {
  return /^https?:\/\//i.test(image) ? new URL(image) : Buffer.from(image, 'base64');
}

function idOf(value: unknown): string | undefined {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  return typeof id === 'string' ? id.toWellFormed().slice(0, ITEM_LIMITS.idLength) : undefined;
}
