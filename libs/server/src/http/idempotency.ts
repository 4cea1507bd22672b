import { Inject, Injectable } from '@nestjs/common';
import { AppError, messageOf } from '@unseen/domain';
import { Ledger } from '@unseen/ledger';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Logger } from 'pino';
import type { AuthenticatedRequest } from '../auth/caller.ts';
import { LOGGER } from '../log/logger.ts';
import { isMultipart, readMultipart } from './multipart.ts';
import { openAnswer, sealAnswer, type KeptAnswer } from './kept-answer.ts';

/** Milliseconds between signs that a request is still worked on. */
const RENEW_MS = 20_000;
/** Larger answers are not kept. */
const MOST_CHARACTERS = 2 ** 20;
const KEY = /^[\x21-\x7e]{1,255}$/;
/** Headers that belong to an answer, and not to the connection it goes out on. */
const KEPT_HEADERS = ['content-type', 'location', 'etag', 'cache-control'];

interface Claimed {
  readonly id: string;
  readonly claim: string;
  readonly secret: string;
  readonly renewal: NodeJS.Timeout;
}

/**
 * Does a request that comes with an `Idempotency-Key` once, however often it is sent: its answer is kept for a day, and given
 * again to whoever sends the same with the same key. What was refused or failed is not kept, since it made nothing.
 */
@Injectable()
export class Idempotency {
  readonly #claimed = new WeakMap<AuthenticatedRequest, Claimed>();

  constructor(
    private readonly ledger: Ledger,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Puts itself between an application's routes and their bodies. */
  attach(fastify: FastifyInstance): void {
    fastify.addHook('preHandler', async (request: AuthenticatedRequest, reply) => {
      const kept = await this.#begin(request);
      if (kept === undefined) return undefined;
      void reply.status(kept.status).headers({ ...kept.headers, 'idempotency-replayed': 'true' });
      return reply.send(kept.body === '' ? undefined : kept.body);
    });
    fastify.addHook('onSend', async (request: AuthenticatedRequest, reply, payload) => {
      await this.#end(request, reply, payload);
      return payload;
    });
  }

  /**
   * Claims a request.
   *
   * @returns the answer it was given before; undefined: it is to be done
   * @throws AppError `idempotency_key_invalid`, `idempotency_key_reused`, `idempotency_under_way`, `ledger_unavailable`
   */
  async #begin(request: AuthenticatedRequest): Promise<KeptAnswer | undefined> {
    const key = request.headers['idempotency-key'];
    const { caller, method, url } = request;
    if (key === undefined || method !== 'POST' || caller === undefined) return undefined;
    if (request.routeOptions.config.readsOnly === true) return undefined;
    if (typeof key !== 'string' || !KEY.test(key)) {
      throw new AppError(
        'idempotency_key_invalid',
        'Idempotency-Key: send 1 to 255 visible ASCII characters.',
      );
    }
    const id = digest(caller.tenant, caller.id, url.split('?', 1)[0]!, key);
    const fingerprint = digest(url, await bodyDigest(request));
    const secret = digest('answer', request.headers.authorization ?? '', key);
    const known = await this.ledger.repeatedRequests.claim(id, fingerprint);
    if (known.state === 'claimed') {
      const { claim } = known;
      const renew = () => void this.#quietly(this.ledger.repeatedRequests.renew(id, claim));
      const renewal = setInterval(renew, RENEW_MS).unref();
      this.#claimed.set(request, { id, claim, secret, renewal });
      return undefined;
    }
    if (known.fingerprint !== fingerprint) {
      throw new AppError('idempotency_key_reused', 'This Idempotency-Key came with another request before.');
    }
    if (known.state === 'answered') return openAnswer(known.answer, secret);
    throw new AppError('idempotency_under_way', 'The request with this Idempotency-Key is being worked on.', {
      retryAfter: 1,
    });
  }

  /** Keeps what was answered, before the caller hears of it. */
  async #end(request: AuthenticatedRequest, reply: FastifyReply, payload: unknown): Promise<void> {
    const claimed = this.#claimed.get(request);
    if (claimed === undefined) return;
    this.#claimed.delete(request);
    const { id, claim, secret, renewal } = claimed;
    clearInterval(renewal);
    const body = payload === undefined || payload === null ? '' : payload;
    const { repeatedRequests } = this.ledger;
    if (reply.statusCode >= 300 || typeof body !== 'string' || body.length > MOST_CHARACTERS) {
      return this.#quietly(repeatedRequests.release(id, claim));
    }
    const headers = Object.fromEntries(
      KEPT_HEADERS.map((name) => [name, reply.getHeader(name)]).filter(([, value]) => value !== undefined),
    ) as Record<string, string>;
    await this.#quietly(
      repeatedRequests.finish(id, claim, sealAnswer({ status: reply.statusCode, headers, body }, secret)),
    );
  }

  /** What was made stays made when its answer cannot be kept. */
  async #quietly(keeping: Promise<void>): Promise<void> {
    try {
      await keeping;
    } catch (error) {
      this.logger.warn({ err: error }, `keeping the answer of a request: ${messageOf(error)}`);
    }
  }
}

/** What stands for a body: parsed, so that neither blanks nor the boundaries of parts count. */
async function bodyDigest(request: AuthenticatedRequest): Promise<string> {
  if (isMultipart(request)) {
    const { fields, image } = await readMultipart(request);
    const parts = [...fields].map(([name, each]) => [name, ...each.map(({ bytes }) => digest(bytes))]);
    return digest(JSON.stringify(parts.sort(([a], [b]) => (a! < b! ? -1 : 1))), image ?? '');
  }
  const { body } = request;
  if (body instanceof Readable) {
    const bytes = await buffer(body);
    request.body = Readable.from([bytes], { objectMode: false });
    return digest(bytes);
  }
  return digest(Buffer.isBuffer(body) ? body : (JSON.stringify(body) ?? ''));
}

/** SHA-256 over parts of any length, in hex. */
function digest(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    hash.update(`${bytes.length} `).update(bytes);
  }
  return hash.digest('hex');
}
