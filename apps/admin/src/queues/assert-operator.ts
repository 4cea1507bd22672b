import { AppError } from '@unseen/domain';
import type { Caller } from '@unseen/server';

/** @throws AppError `forbidden` for a tenant's key, whatever its scopes */
export function assertOperator({ operator }: Caller): void {
  if (!operator) throw new AppError('forbidden', 'The queues hold the work of all tenants.');
}
