import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AppError } from '@unseen/domain';
import { Authenticator } from './authenticator.ts';
import type { KeyScope } from '@unseen/domain';
import type { AuthenticatedRequest } from './caller.ts';
import { RateLimits } from './rate-limits.ts';
import { PUBLIC_METADATA, SCOPE_METADATA, SESSION_METADATA } from './scope.decorator.ts';
import { Sessions } from './sessions.ts';

/**
 * Lets a request through when its key has the scope the route names. A guard, not middleware: middleware sees
 * paths before the router has normalized them, which has been a way around checks.
 */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly sessions: Sessions,
    private readonly limits: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC_METADATA, targets)) return true;
    const needed = this.reflector.getAllAndOverride<KeyScope[] | undefined>(SCOPE_METADATA, targets);
    if (needed === undefined) throw new AppError('forbidden', 'This route names no scope.');
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const { authorization, cookie } = request.headers;
    const bySession =
      authorization === undefined && this.reflector.getAllAndOverride<boolean>(SESSION_METADATA, targets)
        ? this.sessions.callerOf(cookie)
        : undefined;
    const caller = bySession ?? (await this.authenticator.identify(request.headers));
    await this.limits.count(caller);
    if (!needed.some((scope) => caller.scopes.includes(scope))) {
      throw new AppError('forbidden', `This needs a key with the scope "${needed.join('" or "')}".`);
    }
    request.caller = caller;
    return true;
  }
}
