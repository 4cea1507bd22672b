import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** What a key may do. */
export type KeyScope = 'ingest' | 'search' | 'admin';

/** Who calls: the tenant whose data the request may touch, and what it may do. */
export interface Caller {
  readonly tenant: string;
  readonly scopes: readonly KeyScope[];
  /** Name of the key, for the audit log. */
  readonly name: string;
}

export const SCOPE_METADATA = 'unseen:scope';
export const PUBLIC_METADATA = 'unseen:public';

/** Names the scope a route needs. Every route has one or is {@link Public}: the guard refuses the rest. */
export const RequireScope = (...scopes: KeyScope[]) => SetMetadata(SCOPE_METADATA, scopes);

/** Opens a route to everyone: health and metrics only. */
export const Public = () => SetMetadata(PUBLIC_METADATA, true);

/** A request after the guard has let it pass. */
export type AuthenticatedRequest = FastifyRequest & { caller?: Caller };

/** Injects the tenant of the caller into a handler. */
export const Tenant = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  const caller = context.switchToHttp().getRequest<AuthenticatedRequest>().caller;
  if (caller === undefined) throw new Error('a route without a caller asked for its tenant');
  return caller.tenant;
});
