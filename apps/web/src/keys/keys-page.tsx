import { type ApiKey, dataOf } from '@unseen/client';
import { useState } from 'preact/hooks';
import { unseen } from '../platform/client.ts';
import { storedKey } from '../platform/key.ts';
import { useLoaded } from '../platform/use-loaded.ts';
import { t } from '../text/text.ts';
import { Confirm } from '../ui/confirm.tsx';
import { Loading } from '../ui/loading.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { KeyForm } from './key-form.tsx';
import { KeyList } from './key-list.tsx';
import { NewKey, type Made } from './new-key.tsx';
import { RotateDialog } from './rotate-dialog.tsx';
import './keys.css';

/** Who may call: makes keys, replaces and revokes them. A key is shown once, when it is made. */
export function KeysPage() {
  const [made, setMade] = useState<Made>();
  const [rotating, setRotating] = useState<ApiKey>();
  const [revoking, setRevoking] = useState<ApiKey>();
  const { value, error, reload } = useLoaded(
    async (signal) => dataOf(await unseen.http.GET('/v1/keys', { signal })).keys,
    [],
  );
  const show = (key: Made) => {
    setMade(key);
    setRotating(undefined);
    reload();
  };
  return (
    <div class="keys">
      <header class="page-head">
        <h1>{t.keys.title}</h1>
        <p>{t.keys.lead}</p>
      </header>
      {storedKey() === undefined && value !== undefined && <p class="keys-open">{t.keys.open}</p>}
      {made !== undefined && <NewKey key={made.id} made={made} onClose={() => setMade(undefined)} />}
      <KeyForm onMade={show} />
      {error !== undefined && <Trouble error={error} retry={reload} />}
      {value === undefined && error === undefined && <Loading />}
      {value?.length === 0 && <p class="muted">{t.keys.none}</p>}
      {value !== undefined && value.length > 0 && (
        <KeyList keys={value} onRotate={setRotating} onRevoke={setRevoking} />
      )}
      {rotating !== undefined && (
        <RotateDialog of={rotating} onMade={show} onClose={() => setRotating(undefined)} />
      )}
      {revoking !== undefined && (
        <Confirm
          danger
          title={t.keys.revoke(revoking.name)}
          text={t.keys.revokeText}
          act={t.keys.revokeAct}
          onClose={() => setRevoking(undefined)}
          onConfirm={async () => {
            await unseen.http.DELETE('/v1/keys/{id}', { params: { path: { id: revoking.id } } });
            setRevoking(undefined);
            reload();
          }}
        />
      )}
    </div>
  );
}
