import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { KnownAnswers, type KnownKind } from '@unseen/concurrency';
import { AppError } from '@unseen/domain';
import { type ApiKey, Ledger, USE_NOTED_SECONDS } from '@unseen/ledger';
import { LRUCache } from 'lru-cache';
import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { CONFIG } from '../shared-modules/tokens.ts';
import { asksFromHere } from './asks-from-here.ts';
import type { KeyScope } from '@unseen/domain';
import { type Caller, OPERATOR } from './caller.ts';
import { hashKey } from './key-secret.ts';

/** How long an answer of the ledger is trusted: a revoked key is refused everywhere within this time, while the ledger can be asked. */
const TRUSTED_MS = 500;
const KEPT_ANSWERS = 10_000;
const BEARER = /^Bearer\s+(\S+)$/i;

/** Who a request comes from, by its bearer key. */
@Injectable()
export class Authenticator {
  private readonly configured: Buffer | undefined;
  private readonly answers = new LRUCache<string, { readonly caller: Caller | null }>({
    max: KEPT_ANSWERS,
    ttl: TRUSTED_MS,
  });

  /** For while the ledger is away. */
  private readonly known: KnownKind<ApiKey | undefined>;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly ledger: Ledger,
    known: KnownAnswers,
  ) {
    this.known = known.kind('key', KEPT_ANSWERS);
    const { apiKey } = config.auth;
    this.configured = apiKey === undefined ? undefined : Buffer.from(hashKey(apiKey));
  }

  /**
   * The caller behind the `Authorization` header. Without a configured key the platform is open to requests of this
   * machine that bring none (the configuration allows that on a loopback address only); a key that is brought must be a
   * good one.
   *
   * @throws AppError `unauthorized`, `ledger_unavailable`
   */
  async identify(headers: IncomingHttpHeaders): Promise<Caller> {
    const { authorization } = headers;
    if (authorization === undefined && this.configured === undefined) {
      if (asksFromHere(headers, this.config.http.corsOrigins)) return { ...OPERATOR, id: 'local' };
      throw new AppError('unauthorized', 'Without a key, only programs and pages of this machine may ask.');
    }
    const key = BEARER.exec(authorization ?? '')?.[1];
    if (key === undefined) throw new AppError('unauthorized', 'The request has no bearer key.');
    const hash = hashKey(key);
    if (this.configured !== undefined && timingSafeEqual(Buffer.from(hash), this.configured)) {
      return OPERATOR;
    }
    const caller = await this.look(hash);
    if (caller === null)
      throw new AppError('unauthorized', 'The key is not known, has expired or is revoked.');
    return caller;
  }

  private async look(hash: string): Promise<Caller | null> {
    const known = this.answers.get(hash);
    if (known !== undefined) return known.caller;
    const key = await this.known.get(hash, () => this.ledger.keys.findByHash(hash));
    // A key that was known when the ledger went away may have come to its end since.
    const over = key === undefined || (key.expiresAt !== null && key.expiresAt.getTime() <= Date.now());
    const caller = over ? null : toCaller(key);
    this.answers.set(hash, { caller });
    if (key !== undefined && isStale(key.lastUsedAt)) this.noteUse(key.id);
    return caller;
  }

  /** Nobody waits for it: a request is not worth less because its key could not be marked. */
  private noteUse(id: string): void {
    this.ledger.keys.noteUse(id).catch(() => undefined);
  }
}

/** Whether it is time to note a use again: no look at the clock of the database before that. */
function isStale(lastUsedAt: Date | null): boolean {
  return lastUsedAt === null || Date.now() - lastUsedAt.getTime() >= USE_NOTED_SECONDS * 1_000;
}

function toCaller({ id, tenant, scopes, requestsPerMinute }: ApiKey): Caller {
  return { id, tenant, scopes: scopes as KeyScope[], operator: false, requestsPerMinute };
}
