import { AppError } from '@unseen/domain';

/** The two ways to send captions. */
interface SentCaptions {
  readonly caption?: string | null;
  readonly captions?: readonly string[] | null;
}

/**
 * The captions that are sent, one or several; `null` is none of them. Undefined when nothing is said.
 *
 * @throws AppError `invalid_request` when both ways are used
 */
export function captionsOf({ caption, captions }: SentCaptions): readonly string[] | undefined {
  if (caption !== undefined && captions !== undefined) {
    const message = 'comes beside `captions`; send one of them';
    throw new AppError('invalid_request', `caption: ${message}.`, {
      errors: [{ field: 'caption', message }],
    });
  }
  if (caption === undefined) return captions === null ? [] : captions;
  return caption === null ? [] : [caption];
}
