import type { Type } from '@nestjs/common';
import { getSchemaPath } from '@nestjs/swagger';
import { binaryAnswer } from './binary-answer.ts';

/** The type of JSON lines as answers name it. */
export const NDJSON = 'application/x-ndjson';

/**
 * An answer of JSON lines, for `@ApiOkResponse`: a file to whoever only knows OpenAPI 3.0, and what each line is under `x-itemSchema`, as 3.2 says by `itemSchema`.
 * @param lines - what a line can be; the route's controller names them by `@ApiExtraModels`
 */
export function linesAnswer(description: string, ...lines: Type[]) {
  const answer = binaryAnswer(description, NDJSON);
  const oneOf = lines.map((line) => ({ $ref: getSchemaPath(line) }));
  return { ...answer, content: { [NDJSON]: { ...answer.content[NDJSON], 'x-itemSchema': { oneOf } } } };
}
