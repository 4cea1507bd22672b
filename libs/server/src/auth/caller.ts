import { AppError, DEFAULT_TENANT, KEY_SCOPES, type KeyScope } from '@unseen/domain';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Who calls: the tenant whose data the request may touch, and what it may do. */
export interface Caller {
  readonly tenant: string;
  readonly scopes: readonly KeyScope[];
  /** For the audit log: a key's id, `configured` for the key of the configuration, `local` where no key is needed. */
  readonly id: string;
  /** May make keys for other tenants: the configured key. */
  readonly operator: boolean;
  /** Null: no limit. */
  readonly requestsPerMinute: number | null;
}

/** Whoever holds the configured key. */
export const OPERATOR: Caller = {
  tenant: DEFAULT_TENANT,
  scopes: KEY_SCOPES,
  id: 'configured',
  operator: true,
  requestsPerMinute: null,
};

/** Whether a caller sees what of a catalogue is not published, where others do not. */
export function seesDrafts({ scopes }: Caller): boolean {
  return scopes.includes('admin');
}

/** @param why - what the operator alone may see or do. @throws AppError `forbidden` for a tenant's key, whatever its scopes */
export function assertOperator({ operator }: Caller, why: string): void {
  if (!operator) throw new AppError('forbidden', why);
}

/** A request after the guard has let it pass. */
export type AuthenticatedRequest = FastifyRequest & { caller?: Caller };

/** Injects who calls into a handler. */
export const CurrentCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller =>
  callerOf(context),
);

/** Injects the tenant of the caller into a handler. */
export const Tenant = createParamDecorator(
  (_data: unknown, context: ExecutionContext): string => callerOf(context).tenant,
);

function callerOf(context: ExecutionContext): Caller {
  const { caller } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (caller === undefined) throw new Error('a route without a caller asked for it');
  return caller;
}
