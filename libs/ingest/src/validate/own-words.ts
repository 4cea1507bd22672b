import { isAppError } from '@unseen/domain/portable';
import type { PictureWords } from '@unseen/imaging/words';
import { validateMetadata } from './metadata.ts';
import { validateCaptions } from './text.ts';

/** What is said of a picture. */
export interface PictureFacts {
  readonly captions: readonly string[];
  readonly metadata: Record<string, unknown>;
}

/**
 * What is said of a picture beside it and by itself: a caption beside it stands for the one inside. Words inside that no item could have, being
 * too long or malformed, are left out: nobody wrote them for this.
 */
export function withOwnWords(said: PictureFacts, own: PictureWords): PictureFacts {
  return {
    captions:
      said.captions.length > 0
        ? said.captions
        : own.captions.filter((caption) => isFine(() => validateCaptions([caption]))),
    metadata: isFine(() => validateMetadata({ ...own.metadata }))
      ? { ...own.metadata, ...said.metadata }
      : said.metadata,
  };
}

function isFine(check: () => unknown): boolean {
  try {
    check();
    return true;
  } catch (error) {
    if (isAppError(error)) return false;
    throw error;
  }
}
