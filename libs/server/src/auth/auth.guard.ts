import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AppError } from '@unseen/domain';
import type { AuthenticatedRequest } from './caller.ts';
import { PUBLIC_METADATA } from './scope.decorator.ts';

/** Lets no request reach a handler that is not public unless the {@link Gate} has let it in: a second look, at the handler itself. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    if (
      this.reflector.getAllAndOverride<boolean>(PUBLIC_METADATA, [context.getHandler(), context.getClass()])
    ) {
      return true;
    }
    if (context.switchToHttp().getRequest<AuthenticatedRequest>().caller !== undefined) return true;
    throw new AppError('unauthorized', 'Nobody has looked who asks.');
  }
}
