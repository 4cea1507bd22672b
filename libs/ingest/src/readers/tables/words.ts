import { ITEM_LIMITS, type Json } from '@unseen/domain';
import { beginning, plainText } from '../shopify/plain-text.ts';
import { isCaptionField } from './fields.ts';
import { parseList } from './lists.ts';

/**
 * The captions of a field: a text, or a list of them, also as JSON or Python writes it into a cell. A description may hold markup, and more than a caption takes: then the caption is its
 * beginning, and the whole stays metadata.
 */
export function wordsOf(name: string, value: unknown, metadata: Record<string, Json>): unknown[] {
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) return value as unknown[];
  if (typeof value !== 'string') return [value];
  const list = parseList(value);
  if (list !== undefined) return [...list];
  if (isCaptionField(name)) return [value];
  const text = /<[a-z!/][^>]*>/i.test(value) ? plainText(value) : value;
  if (text.length <= ITEM_LIMITS.captionLength) return [text];
  metadata[name] = value;
  return [beginning(text, ITEM_LIMITS.captionLength)];
}
