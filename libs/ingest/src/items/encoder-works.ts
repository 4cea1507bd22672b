import { AppError, type ErrorCode } from '@unseen/domain';

/**
 * Tells an encoder that is out of order from pictures it cannot take: one that fails for everything is no fault of the items.
 *
 * @param codes - why each of the items tried failed; undefined: it did not
 * @throws AppError `encoder_failed` when there were several and it failed for all
 */
export function checkEncoderWorks(codes: readonly (ErrorCode | undefined)[]): void {
  if (codes.length > 1 && codes.every((code) => code === 'encoder_failed')) {
    throw new AppError('encoder_failed', 'The encoder failed for everything it was given.');
  }
}
