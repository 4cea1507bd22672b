import { AppError, isStorableText, ITEM_LIMITS, type Json, type Metadata } from '@unseen/domain/portable';

/**
 * Checks an item's metadata: a JSON object within the limits on size, depth and number of fields (nested ones count),
 * with finite numbers and storable text.
 *
 * @throws AppError `metadata_invalid`
 */
export function validateMetadata(metadata: unknown): Metadata {
  if (!isPlainObject(metadata)) throw invalid('Metadata is a JSON object.');
  const count = { fields: 0, nodes: 0 };
  checkValue(metadata, 1, '', count);
  const bytes = new TextEncoder().encode(JSON.stringify(metadata)).length;
  if (bytes > ITEM_LIMITS.metadataBytes) {
    throw invalid(`Metadata has ${bytes} bytes as JSON; at most ${ITEM_LIMITS.metadataBytes} are allowed.`);
  }
  return metadata;
}

/** Walks a value depth first; the depth limit bounds the recursion. */
function checkValue(
  value: unknown,
  depth: number,
  path: string,
  count: { fields: number; nodes: number },
): asserts value is Json {
  // A value of one byte each could not fit more nodes than the byte limit: stop before a large one is walked whole.
  if (++count.nodes > ITEM_LIMITS.metadataBytes) throw invalid('Metadata has too many values.');
  switch (typeof value) {
    case 'boolean':
      return;
    case 'string':
      if (!isStorableText(value)) throw invalid(`${name(path)} holds NUL or malformed characters.`);
      return;
    case 'number':
      if (!Number.isFinite(value)) throw invalid(`${name(path)} is not a finite number.`);
      return;
    case 'object':
      if (value === null) return;
      if (depth > ITEM_LIMITS.metadataDepth) {
        throw invalid(`Metadata is nested deeper than ${ITEM_LIMITS.metadataDepth} levels.`);
      }
      if (Array.isArray(value)) {
        for (const element of value) checkValue(element, depth + 1, path, count);
        return;
      }
      if (!isPlainObject(value)) break;
      for (const [key, child] of Object.entries(value)) {
        if (++count.fields > ITEM_LIMITS.metadataFields) {
          throw invalid(`Metadata has more than ${ITEM_LIMITS.metadataFields} fields.`);
        }
        checkKey(key);
        checkValue(child, depth + 1, path === '' ? key : `${path}.${key}`, count);
      }
      return;
  }
  throw invalid(`${name(path)} is not a JSON value.`);
}

function checkKey(key: string): void {
  if (key === '' || key === '__proto__' || !isStorableText(key)) {
    throw invalid('A metadata field has an empty or forbidden name.');
  }
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function name(path: string): string {
  return path === '' ? 'The value' : `The field "${path.slice(0, 80)}"`;
}

function invalid(detail: string): AppError {
  return new AppError('metadata_invalid', detail);
}
