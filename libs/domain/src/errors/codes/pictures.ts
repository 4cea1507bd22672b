import type { ErrorEntry } from '../error-entry.ts';

/** Codes of a picture that is sent or read. */
export const PICTURES_CODES = {
  image_empty: { status: 400, title: 'The picture is empty', help: 'Send a file that is not empty.' },
  image_unsupported: {
    status: 415,
    title: 'The picture has a format that is not supported',
    help: 'Send JPEG, PNG, WebP, GIF, TIFF, AVIF, HEIC or a camera’s raw file; the detail says what was found.',
  },
  image_corrupt: {
    status: 422,
    title: 'The picture cannot be decoded',
    help: 'Check that the file is whole.',
  },
  image_too_large: {
    status: 413,
    title: 'The picture is too large',
    help: 'Shrink the picture, or raise the setting that the detail names: UNSEEN_MAX_PIXELS or UNSEEN_MAX_FILE_MB.',
  },
  image_timeout: {
    status: 422,
    title: 'Decoding the picture took too long',
    help: 'Shrink or re-save the picture.',
  },
} as const satisfies Record<string, ErrorEntry>;
