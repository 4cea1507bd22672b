import { isAppError } from '@unseen/domain';

/** Whether a part of the platform is away or stopping: the work must be done again, no item is to blame. */
export function isOurFault(error: unknown): boolean {
  return (
    isAppError(error) &&
    (error.code.endsWith('_unavailable') || error.code === 'overloaded' || error.code === 'shutting_down')
  );
}
