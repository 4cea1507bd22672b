/** What a command ends with. */
export const EXIT = {
  /** Everything asked for is done. */
  done: 0,
  /** Refused, or failed. */
  failed: 1,
  /** Nothing answered. */
  unanswered: 2,
  /** Done but for some items. */
  partly: 3,
  /** Trained heads find no more than those they began from: no pack was made. */
  noBetter: 4,
} as const;

/**
 * What loading ends with.
 * @param maxFailures - failures that still count as done
 */
export function exitCodeOf(
  { state, failed }: { readonly state?: string; readonly failed: number },
  maxFailures = 0,
): number {
  if (state === 'failed' || state === 'cancelled') return EXIT.failed;
  return failed > maxFailures ? EXIT.partly : EXIT.done;
}
