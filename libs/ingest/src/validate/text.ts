import { AppError, isStorableText, ITEM_LIMITS } from '@unseen/domain/portable';

/** Letters, digits, punctuation, symbols: what a person can see. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** C0 and C1 control characters and DEL. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;

/**
 * Checks an item id: 1 to 1,000 bytes of UTF-8, well-formed, no control characters, no blanks at its ends, and
 * not what means something else in an address.
 *
 * @throws AppError `item_id_invalid`
 */
export function validateItemId(id: unknown): string {
  if (typeof id !== 'string' || id.length === 0) {
    throw new AppError('item_id_invalid', 'An item id is a string of at least one character.');
  }
  const bytes = id.length > ITEM_LIMITS.idLength ? id.length : new TextEncoder().encode(id).length;
  if (bytes > ITEM_LIMITS.idLength) {
    throw new AppError(
      'item_id_invalid',
      `The item id has ${bytes} bytes; at most ${ITEM_LIMITS.idLength} are allowed. Load a folder further down, so that paths are shorter.`,
    );
  }
  if (!id.isWellFormed() || CONTROL.test(id)) {
    throw new AppError('item_id_invalid', 'The item id holds control or malformed characters.');
  }
  if (id === '.' || id === '..') {
    throw new AppError('item_id_invalid', 'The item id "." or ".." means a folder in every address.');
  }
  if (id === 'count') {
    throw new AppError('item_id_invalid', 'The item id "count" is the address where items are counted.');
  }
  if (id.trim() !== id) {
    throw new AppError('item_id_invalid', 'The item id begins or ends with a blank.');
  }
  return id;
}

/**
 * Checks one caption and trims the blanks at its ends.
 *
 * @throws AppError `caption_invalid`, `caption_too_long`
 */
export function validateCaption(caption: unknown): string {
  if (typeof caption !== 'string') throw new AppError('caption_invalid', 'A caption is a string.');
  const trimmed = caption.trim();
  if (trimmed.length > ITEM_LIMITS.captionLength) {
    throw new AppError(
      'caption_too_long',
      `The caption has ${trimmed.length} characters; at most ${ITEM_LIMITS.captionLength} are allowed.`,
    );
  }
  if (!isStorableText(trimmed)) {
    throw new AppError('caption_invalid', 'The caption holds NUL or malformed characters.');
  }
  if (!VISIBLE.test(trimmed)) {
    throw new AppError('caption_invalid', 'The caption has no visible character.');
  }
  return trimmed;
}

/** Whether a caption holds nothing a person can see: empty, blank, or invisible characters alone. */
function isBlank(caption: unknown): boolean {
  return typeof caption === 'string' && isStorableText(caption) && !VISIBLE.test(caption);
}

/**
 * Checks all captions of an item; blank ones are dropped and repeated ones kept once.
 *
 * @throws AppError `caption_invalid`, `caption_too_long`
 */
export function validateCaptions(captions: unknown): string[] {
  if (!Array.isArray(captions)) throw new AppError('caption_invalid', '`captions` is a list of strings.');
  const unique = [...new Set(captions.filter((caption) => !isBlank(caption)).map(validateCaption))];
  if (unique.length > ITEM_LIMITS.captionsPerItem) {
    throw new AppError(
      'caption_invalid',
      `The item has ${unique.length} captions; at most ${ITEM_LIMITS.captionsPerItem} are allowed.`,
    );
  }
  return unique;
}

/**
 * Checks a collection name: 1 to 64 of `a-z`, `0-9`, `-` and `_`, starting with a letter or digit.
 *
 * @throws AppError `collection_invalid`
 */
export function validateCollection(name: unknown): string {
  if (typeof name !== 'string' || !/^[a-z0-9][a-z0-9_-]{0,63}$/.test(name)) {
    throw new AppError(
      'collection_invalid',
      'A collection name is 1 to 64 of a-z, 0-9, "-" and "_", starting with a letter or digit.',
    );
  }
  return name;
}
