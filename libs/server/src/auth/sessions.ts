import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { CONFIG } from '../shared-modules/tokens.ts';
import { type Caller, OPERATOR } from './caller.ts';
import { hashKey } from './key-secret.ts';

const COOKIE = 'unseen_session';
const LIFETIME_SECONDS = 3_600;

/** Where a session is good, and how the browser reached the platform. */
export interface SessionPlace {
  /** Addresses below this one get the cookie, no other does. */
  readonly path: string;
  /** Whether it came over TLS: then the cookie never goes without. */
  readonly secure: boolean;
}

/**
 * Sessions of the operator's browser, for pages that cannot send a key with each request: a cookie that no script reads
 * and no other site sends. Nothing is kept: it holds until when it is good, signed with the configured key, so that every
 * replica accepts it, and none does when the key has been changed.
 */
@Injectable()
export class Sessions {
  private readonly signing: string | undefined;

  constructor(@Inject(CONFIG) { auth }: Config) {
    this.signing = auth.apiKey === undefined ? undefined : hashKey(auth.apiKey);
  }

  /** The `Set-Cookie` header of a new session of the operator. Undefined where no key is configured: none is needed. */
  open({ path, secure }: SessionPlace): string | undefined {
    if (this.signing === undefined) return undefined;
    const until = String(Math.floor(Date.now() / 1000) + LIFETIME_SECONDS);
    const attributes = `Path=${path}; Max-Age=${LIFETIME_SECONDS}; HttpOnly; SameSite=Strict`;
    return `${COOKIE}=${until}.${sign(this.signing, until)}; ${attributes}${secure ? '; Secure' : ''}`;
  }

  /** The operator, where a `Cookie` header holds a session that is still good. */
  callerOf(cookies: string | undefined): Caller | undefined {
    const [, until, signature] =
      new RegExp(`(?:^|; *)${COOKIE}=(\\d+)\\.([\\w-]+)`).exec(cookies ?? '') ?? [];
    if (this.signing === undefined || until === undefined || signature === undefined) return undefined;
    const expected = Buffer.from(sign(this.signing, until));
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    return Number(until) * 1000 > Date.now() ? OPERATOR : undefined;
  }
}

function sign(key: string, until: string): string {
  return createHmac('sha256', key).update(`${COOKIE} ${until}`).digest('base64url');
}
