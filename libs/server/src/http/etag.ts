import { createHash } from 'node:crypto';
import { AppError } from '@unseen/domain';
import type { FastifyRequest } from 'fastify';

/** The entity tag of what a resource is made of: the same content, the same tag. */
export function etagOf(content: unknown): string {
  return `"${createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 27)}"`;
}

/**
 * Holds a write to its `If-Match` and `If-None-Match` (RFC 9110, 13.1). Entity tags are strong: a weak one never matches.
 *
 * @param current - entity tag of what is there; undefined: nothing is
 * @throws AppError `precondition_failed`
 */
export function checkPreconditions({ headers }: FastifyRequest, current: string | undefined): void {
  const match = headers['if-match'];
  if (match !== undefined && !names(match, current)) {
    throw new AppError(
      'precondition_failed',
      current === undefined ? 'Nothing is there.' : `It has changed: its ETag is ${current} now.`,
    );
  }
  const noneMatch = headers['if-none-match'];
  if (noneMatch !== undefined && names(noneMatch, current)) {
    throw new AppError('precondition_failed', `It is there already, with the ETag ${current}.`);
  }
}

/** Whether a reader has just this version, by its `If-None-Match`: the answer is then 304 without a body. */
export function isNotModified({ headers }: FastifyRequest, current: string): boolean {
  const noneMatch = headers['if-none-match'];
  return noneMatch !== undefined && names(noneMatch.replaceAll('W/', ''), current);
}

function names(header: string, current: string | undefined): boolean {
  if (current === undefined) return false;
  return header.trim() === '*' || header.split(',').some((tag) => tag.trim() === current);
}
