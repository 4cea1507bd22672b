import type { ApiKey } from '@unseen/client';
import { storedKey } from '../platform/key.ts';
import { t } from '../text/text.ts';

interface Properties {
  readonly keys: readonly ApiKey[];
  readonly onRotate: (key: ApiKey) => void;
  readonly onRevoke: (key: ApiKey) => void;
}

const ORDER = { active: 0, expired: 1, revoked: 2 };

/** The keys there are, those that work first, the newest first among them. */
export function KeyList({ keys, onRotate, onRevoke }: Properties) {
  const sorted = [...keys].sort(
    (a, b) => ORDER[a.status] - ORDER[b.status] || b.createdAt.localeCompare(a.createdAt),
  );
  return (
    <ul class="key-list framed-list" aria-label={t.keys.title}>
      {sorted.map((key) => (
        <li key={key.id} data-status={key.status}>
          <div>
            <h2>
              {key.name}
              {storedKey()?.startsWith(key.prefix) && <span class="badge">{t.keys.thisTab}</span>}
            </h2>
            <p class="mono muted">{key.prefix}…</p>
          </div>
          <div class="key-may">
            {key.scopes.map((scope) => (
              <span key={scope} class="badge">
                {t.keys.scope[scope]}
              </span>
            ))}
          </div>
          <div class="small">
            <p>{t.keys.ends(key.status, key.revokedAt ?? key.expiresAt)}</p>
            <p class="muted">{t.keys.used(key.lastUsedAt)}</p>
            {key.requestsPerMinute !== null && <p class="muted">{t.keys.atMost(key.requestsPerMinute)}</p>}
          </div>
          <div class="actions">
            {key.status === 'active' && (
              <>
                <button
                  type="button"
                  class="button small"
                  aria-label={t.keys.rotate(key.name)}
                  onClick={() => onRotate(key)}
                >
                  {t.keys.rotateShort}
                </button>
                <button
                  type="button"
                  class="button small"
                  aria-label={t.keys.revoke(key.name)}
                  onClick={() => onRevoke(key)}
                >
                  {t.keys.revokeShort}
                </button>
              </>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
