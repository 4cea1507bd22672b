import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { AppError } from '@unseen/domain';
import type { FastifyReply } from 'fastify';
import { CONFIG } from '../shared-modules/tokens.ts';
import { mayRead } from './asks-from-here.ts';
import { Authenticator } from './authenticator.ts';
import type { AuthenticatedRequest } from './caller.ts';
import { RateLimits } from './rate-limits.ts';
import { Sessions } from './sessions.ts';

/**
 * Decides from the headers alone whether a request is let in, before a byte of its body is read. What a route asks comes from
 * the route that the router has matched, never from the path: paths can be written in many ways.
 */
@Injectable()
export class Gate {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly authenticator: Authenticator,
    private readonly sessions: Sessions,
    private readonly limits: RateLimits,
  ) {}

  /**
   * Lets a request through, and notes who calls.
   *
   * @throws AppError `unauthorized`, `forbidden`, `rate_limited`, `ledger_unavailable`
   */
  async admit(request: AuthenticatedRequest, reply: FastifyReply): Promise<void> {
    const { access } = request.routeOptions.config;
    const { headers } = request;
    if (access === undefined) {
      const { auth, http } = this.config;
      if (auth.apiKey !== undefined || mayRead(request.routeOptions.url, headers, http.corsOrigins)) return;
      throw new AppError('unauthorized', 'Without a key, only programs and pages of this machine may ask.');
    }
    const bySession =
      access.session && headers.authorization === undefined
        ? this.sessions.callerOf(headers.cookie)
        : undefined;
    const caller = bySession ?? (await this.authenticator.identify(headers));
    await this.limits.count(caller, reply);
    if (access.scopes.length === 0) throw new AppError('forbidden', 'This route names no scope.');
    if (!access.scopes.some((scope) => caller.scopes.includes(scope))) {
      throw new AppError('forbidden', `This needs a key with the scope "${access.scopes.join('" or "')}".`);
    }
    request.caller = caller;
  }
}
