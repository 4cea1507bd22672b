/** What JavaScript throws where code is wrong, rather than the world. */
const MISTAKES = [TypeError, RangeError, ReferenceError, SyntaxError, URIError];

/**
 * Whether something thrown is a mistake in code. A connection that fails is a TypeError to `fetch`, with its reason as the cause;
 * mistakes have none.
 */
export function isMistake(error: unknown): boolean {
  return MISTAKES.some((kind) => error instanceof kind) && (error as Error).cause === undefined;
}
