import { dataOf } from '@unseen/client';
import { useState } from 'preact/hooks';
import { unseen } from '../platform/client.ts';
import { t } from '../text/text.ts';
import { Trouble } from '../ui/trouble.tsx';
import { useSending } from '../ui/use-sending.ts';
import { EXPIRIES, type Expiry, expiresAt, SCOPES, type KeyScope } from './key-choices.ts';
import type { Made } from './new-key.tsx';

/** Makes a key: what for, what it may do, and until when. */
export function KeyForm({ onMade }: { onMade: (made: Made) => void }) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly KeyScope[]>(['search']);
  const [expiry, setExpiry] = useState<Expiry>('year');
  const [day, setDay] = useState('');
  const [limit, setLimit] = useState('');
  const { busy, error, send } = useSending();
  const create = () =>
    send(async () => {
      const until = expiresAt(expiry, day, new Date());
      const body = {
        name: name.trim(),
        scopes: SCOPES.filter((scope) => scopes.includes(scope)),
        ...(until !== undefined && { expiresAt: until }),
        ...(limit !== '' && { requestsPerMinute: Number(limit) }),
      };
      onMade(dataOf(await unseen.http.POST('/v1/keys', { body })));
      setName('');
    });
  return (
    <form
      class="card key-form"
      aria-label={t.keys.make}
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <label class="field key-name">
        <span>{t.keys.name}</span>
        <input
          required
          maxLength={100}
          autocomplete="off"
          placeholder={t.keys.namePlaceholder}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <label class="field">
        <span>{t.keys.expiry}</span>
        <select value={expiry} onChange={(event) => setExpiry(event.currentTarget.value as Expiry)}>
          {EXPIRIES.map((each) => (
            <option key={each} value={each}>
              {t.keys.expiries[each]}
            </option>
          ))}
        </select>
      </label>
      {expiry === 'day' && (
        <label class="field">
          <span>{t.keys.day}</span>
          <input required type="date" value={day} onInput={(event) => setDay(event.currentTarget.value)} />
        </label>
      )}
      <label class="field">
        <span>{t.keys.limit}</span>
        <input
          type="number"
          min="1"
          max="1000000"
          placeholder={t.keys.noLimit}
          value={limit}
          onInput={(event) => setLimit(event.currentTarget.value)}
        />
      </label>
      <fieldset class="key-scopes">
        <legend>{t.keys.scopes}</legend>
        {SCOPES.map((scope) => (
          <label key={scope}>
            <input
              type="checkbox"
              checked={scopes.includes(scope)}
              onChange={(event) =>
                setScopes(
                  event.currentTarget.checked
                    ? [...scopes, scope]
                    : scopes.filter((other) => other !== scope),
                )
              }
            />
            <span>
              <strong>{t.keys.scope[scope]}</strong>
              <span class="muted small">{t.keys.scopeText[scope]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {error !== undefined && <Trouble error={error} />}
      <div class="actions">
        <button type="submit" class="button primary" disabled={busy || scopes.length === 0}>
          {t.keys.make}
        </button>
      </div>
    </form>
  );
}
