/**
 * Why the hits are in fused order:
 * - `not_requested`: the request said `rescore: none`
 * - `no_candidates`: nothing was found
 * - `not_applicable`: the query and the candidates are not a text and pictures, nor a picture and captions
 * - `deadline`: re-scoring took longer than allowed
 * - `failed`: re-scoring failed; the cause goes to the observer
 *
 * The position of a reason is its number in cursors, so new ones go to the end.
 */
export const RESCORE_SKIPS = [
  'not_requested',
  'no_candidates',
  'not_applicable',
  'deadline',
  'failed',
] as const;
export type RescoreSkip = (typeof RESCORE_SKIPS)[number];
