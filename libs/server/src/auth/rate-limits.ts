import { Injectable } from '@nestjs/common';
import { AppError } from '@unseen/domain';
import type { FastifyReply } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Caller } from './caller.ts';

const MINUTE_SECONDS = 60;

/** Counts the requests of keys that have a limit. Each process counts for itself. */
@Injectable()
export class RateLimits {
  private readonly limiters = new Map<number, RateLimiterMemory>();

  /**
   * Counts a request, and writes into its answer what is left (`RateLimit` and `RateLimit-Policy` of the IETF's draft).
   *
   * @throws AppError `rate_limited` with the seconds after which a try makes sense
   */
  async count({ id, requestsPerMinute }: Caller, reply: FastifyReply): Promise<void> {
    if (requestsPerMinute === null) return;
    const say = ({ remainingPoints, msBeforeNext }: RateLimiterRes): number => {
      const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
      void reply.header('ratelimit-policy', `"key";q=${requestsPerMinute};w=${MINUTE_SECONDS}`);
      void reply.header('ratelimit', `"key";r=${remainingPoints};t=${seconds}`);
      return seconds;
    };
    try {
      say(await this.limiter(requestsPerMinute).consume(id));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new AppError('rate_limited', `This key may send ${requestsPerMinute} requests a minute.`, {
        retryAfter: say(refusal),
      });
    }
  }

  private limiter(points: number): RateLimiterMemory {
    const known = this.limiters.get(points);
    if (known !== undefined) return known;
    const limiter = new RateLimiterMemory({ points, duration: MINUTE_SECONDS });
    this.limiters.set(points, limiter);
    return limiter;
  }
}
