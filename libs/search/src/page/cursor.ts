import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { AppError, messageOf } from '@unseen/domain';
import type { SortPlace } from '../arrange/compare.ts';
import type { Window } from './window.ts';
import { decodeWindow, encodeWindow } from './window-codec.ts';

/** The first byte: how the window is written. */
const DEFLATED = 1;
const PLAIN = 2;
const PLACE = 3;
const SEAL_BYTES = 16;
/** Characters of the longest cursor that is read: an explained window of 1,000 hits and 6 lists stays below. */
export const CURSOR_MAX_LENGTH = 200_000;
const INFLATED_MAX_BYTES = 150_000;

/**
 * Seals windows into cursors and opens them again. A cursor holds the whole rest of the window, so paging needs no state on
 * any server and neither repeats nor skips a hit, whatever is added or deleted in between.
 *
 * The seal is an HMAC over the version, the request's fingerprint and the window. It catches damage and cursors of other
 * requests. It is no access control: points are always read from the space of the request, whatever ids a cursor names.
 */
export class CursorSealer {
  readonly #key: KeyObject;

  /** @param key - HMAC key, the same on every instance that serves the API; a fixed one by default */
  constructor(key: Uint8Array | string = 'unseen.search.cursor') {
    this.#key = createSecretKey(Buffer.from(key));
  }

  /**
   * The cursor for the rest of a window: `base64url(version, seal, window)`, about 27 characters per hit. Ids and scores do not
   * shrink; evidence does, and is deflated.
   * @param fingerprint - of the request (see `requestFingerprint`)
   */
  seal(window: Window, fingerprint: Uint8Array): string {
    const plain = encodeWindow(window);
    const version = window.entries[0]?.evidence ? DEFLATED : PLAIN;
    const body = version === DEFLATED ? deflateRawSync(plain, { level: 6 }) : plain;
    return this.#sealed(version, body, fingerprint);
  }

  /** The cursor of browsing: where the last item of the page stands. */
  sealPlace(place: SortPlace, fingerprint: Uint8Array): string {
    return this.#sealed(PLACE, Buffer.from(JSON.stringify([place.id, place.values])), fingerprint);
  }

  /** The place of a cursor of browsing. @throws AppError `invalid_cursor` as {@link open} */
  openPlace(cursor: string, fingerprint: Uint8Array): SortPlace {
    const { body } = this.#opened(cursor, fingerprint, [PLACE]);
    const [id, values] = JSON.parse(body.toString()) as [string, SortPlace['values']];
    return { id, values };
  }

  /**
   * The window of a cursor.
   * @throws AppError `invalid_cursor` when it is damaged, changed, of another version, or of another request
   */
  open(cursor: string, fingerprint: Uint8Array): Window {
    const { version, body } = this.#opened(cursor, fingerprint, [PLAIN, DEFLATED]);
    try {
      return decodeWindow(
        version === DEFLATED ? inflateRawSync(body, { maxOutputLength: INFLATED_MAX_BYTES }) : body,
      );
    } catch (cause) {
      throw notACursor(cause);
    }
  }

  #sealed(version: number, body: Uint8Array, fingerprint: Uint8Array): string {
    const seal = this.#sealOf(version, body, fingerprint);
    return Buffer.concat([Buffer.of(version), seal, body]).toString('base64url');
  }

  /** Version and content of a cursor whose seal is right. */
  #opened(
    cursor: string,
    fingerprint: Uint8Array,
    versions: readonly number[],
  ): { version: number; body: Buffer } {
    const bytes = Buffer.from(cursor, 'base64url');
    // Decoding base64url ignores what it does not know; comparing with the canonical text does not.
    if (cursor.length > CURSOR_MAX_LENGTH || bytes.toString('base64url') !== cursor) throw notACursor();
    const version = bytes[0];
    if (version === undefined || bytes.length <= 1 + SEAL_BYTES || !versions.includes(version))
      throw notACursor();
    const body = bytes.subarray(1 + SEAL_BYTES);
    if (!timingSafeEqual(bytes.subarray(1, 1 + SEAL_BYTES), this.#sealOf(version, body, fingerprint))) {
      throw new AppError(
        'invalid_cursor',
        'The cursor was changed, or it belongs to another request: send the request of the first page again with it.',
      );
    }
    return { version, body };
  }

  #sealOf(version: number, body: Uint8Array, fingerprint: Uint8Array): Buffer {
    const hmac = createHmac('sha256', this.#key).update(Buffer.of(version, fingerprint.length));
    return hmac.update(fingerprint).update(body).digest().subarray(0, SEAL_BYTES);
  }
}

function notACursor(cause?: unknown): AppError {
  const why = cause === undefined ? '' : `: ${messageOf(cause)}`;
  return new AppError('invalid_cursor', `This is not a cursor of this version${why}.`, { cause });
}
