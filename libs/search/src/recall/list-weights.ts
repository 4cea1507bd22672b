import { listParts, type ListKey } from './list-key.ts';

/**
 * How much a list counts in fusion when nothing else is set: 1 for a comparison across modalities (a text with a picture),
 * 2 for one of like with like or with a joint vector, which tell relevant from irrelevant better: see
 * docs/adr/0004-rescoring-and-fusion.md for the figures.
 */
export function defaultWeight(key: ListKey): number {
  const { query, modality } = listParts(key);
  const across = (query === 'text' && modality === 'image') || (query === 'image' && modality === 'caption');
  return across ? 1 : 2;
}
