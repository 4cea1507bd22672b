import type { ApiKey as StoredKey } from '@unseen/ledger';
import type { KeyScope } from '@unseen/domain';
import type { ApiKey } from '@unseen/api';

/** A key as the API shows it. */
export function toKeyAnswer(key: StoredKey): ApiKey {
  const { id, name, tenant, prefix, requestsPerMinute, createdAt, expiresAt, revokedAt, lastUsedAt } = key;
  return {
    id,
    name,
    tenant,
    scopes: key.scopes as KeyScope[],
    prefix,
    status: statusOf(key),
    requestsPerMinute,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}

function statusOf({ expiresAt, revokedAt }: StoredKey): ApiKey['status'] {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt.getTime() <= Date.now() ? 'expired' : 'active';
}
