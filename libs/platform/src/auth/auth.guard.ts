import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Config } from '@unseen/config';
import { AppError, DEFAULT_TENANT } from '@unseen/contracts';
import { createHash, timingSafeEqual } from 'node:crypto';
import { CONFIG } from '../engines/tokens.ts';
import {
  type AuthenticatedRequest,
  type Caller,
  type KeyScope,
  PUBLIC_METADATA,
  SCOPE_METADATA,
} from './scope.decorator.ts';

const EVERY_SCOPE: readonly KeyScope[] = ['ingest', 'search', 'admin'];

/**
 * Lets a request through when its key has the scope the route names. A guard, not middleware: middleware sees
 * paths before the router has normalized them, which has been a way around checks.
 */
@Injectable()
export class AuthGuard implements CanActivate {
  private readonly keyHash: Buffer | undefined;

  constructor(
    private readonly reflector: Reflector,
    @Inject(CONFIG) config: Config,
  ) {
    this.keyHash = config.auth.apiKey === undefined ? undefined : sha256(config.auth.apiKey);
  }

  canActivate(context: ExecutionContext): boolean {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC_METADATA, targets)) return true;
    const needed = this.reflector.getAllAndOverride<KeyScope[] | undefined>(SCOPE_METADATA, targets);
    if (needed === undefined) throw new AppError('forbidden', 'This route names no scope.');
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const caller = this.identify(request.headers.authorization);
    if (!needed.some((scope) => caller.scopes.includes(scope))) {
      throw new AppError('forbidden', `This needs a key with the scope "${needed.join('" or "')}".`);
    }
    request.caller = caller;
    return true;
  }

  private identify(authorization: string | undefined): Caller {
    // Without a configured key the platform is open; the config only allows that on a loopback address.
    if (this.keyHash === undefined) return { tenant: DEFAULT_TENANT, scopes: EVERY_SCOPE, name: 'open' };
    const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) throw new AppError('unauthorized', 'The request has no bearer key.');
    if (!timingSafeEqual(sha256(token), this.keyHash))
      throw new AppError('unauthorized', 'The key is not known.');
    return { tenant: DEFAULT_TENANT, scopes: EVERY_SCOPE, name: 'configured' };
  }
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
