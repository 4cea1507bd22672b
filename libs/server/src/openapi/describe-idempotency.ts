import type { OpenAPIObject } from '@nestjs/swagger';
import { READS_ONLY_EXTENSION } from '../http/reads-only.ts';

/** The header that makes a request one that is done once, however often it is sent. */
const PARAMETER = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Makes it safe to send the request again: for 24 hours the same key with the same body gets the answer of the first time ' +
    '(`Idempotency-Replayed: true`), and nothing is made twice. Another body is 422, a request still under way 409.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
} as const;

/** Describes the header at every operation that honors it: each POST but those that only read. */
export function describeIdempotency(document: OpenAPIObject): void {
  for (const { post } of Object.values(document.paths)) {
    if (post === undefined) continue;
    const extensions = post as unknown as Record<string, unknown>;
    if (extensions[READS_ONLY_EXTENSION] === true) delete extensions[READS_ONLY_EXTENSION];
    else post.parameters = [...(post.parameters ?? []), PARAMETER];
  }
}
