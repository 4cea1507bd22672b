import type { OperationError } from '@unseen/api';
import { isAppError } from '@unseen/domain';
import type { Logger } from 'pino';

/** Why one of many things in a request failed, as the API says it; what nobody foresaw is logged and not told. */
export function operationError(error: unknown, logger: Logger): OperationError {
  if (isAppError(error)) return { code: error.code, detail: error.message, errors: error.errors?.slice() };
  logger.error({ err: error }, 'an operation of a batch failed unforeseen');
  return { code: 'internal', detail: 'Something unexpected went wrong.' };
}
