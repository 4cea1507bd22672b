import type { ErrorCode } from '@unseen/domain';

/**
 * An error with a catalogue code, thrown inside a worker thread. Worker code uses this in place of AppError: it loads
 * nothing outside its own folder but the two packages it needs, so it runs from sources and from the build alike.
 */
export class WorkerFailure extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'WorkerFailure';
    this.code = code;
  }
}
