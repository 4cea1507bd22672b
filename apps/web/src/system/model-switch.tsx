import { dataOf, type ModelSwitchState } from '@unseen/client';
import { unseen } from '../platform/client.ts';
import { useLoaded } from '../platform/use-loaded.ts';
import { t } from '../text/text.ts';
import { Trouble } from '../ui/trouble.tsx';
import { useSending } from '../ui/use-sending.ts';

/** How the last switch between model packs stands, and what can be done about it. */
export function ModelSwitch({ state, onChange }: { state: ModelSwitchState; onChange: () => void }) {
  const { busy, error, send } = useSending();
  const { from, to, items, embedded, failed, waiting } = state;
  const act = (request: () => Promise<unknown>) => () =>
    void send(async () => {
      await request();
      onChange();
    });
  const running = state.state === 'embedding' || state.state === 'settling';
  return (
    <div class="switch-state" role="status">
      <p>{waiting ? t.model.waiting(failed, from) : t.model.states[state.state](from, to)}</p>
      {running && (
        <>
          <progress aria-label={t.model.goOverTo(to)} max={items || 1} value={embedded + failed} />
          <p class="muted small">{t.model.embedded(embedded, items, failed)}</p>
        </>
      )}
      {failed > 0 && <Failures />}
      {error !== undefined && <Trouble error={error} />}
      {state.state === 'embedding' && (
        <div class="actions">
          <button
            type="button"
            class="button"
            disabled={busy}
            onClick={act(() => unseen.http.POST('/v1/model/switch/cancel'))}
          >
            {t.model.giveUp}
          </button>
          {waiting && (
            <button
              type="button"
              class="button primary"
              disabled={busy}
              onClick={act(() =>
                unseen.http.POST('/v1/model/switch', { body: { pack: to, acceptFailures: true } }),
              )}
            >
              {t.model.leaveBehind}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

/** The items that could not be embedded, as many as anyone would read. */
function Failures() {
  const { value } = useLoaded(
    async (signal) =>
      dataOf(await unseen.http.GET('/v1/model/switch/failures', { params: { query: { limit: 10 } }, signal }))
        .failures,
    [],
  );
  return (
    <ul class="switch-failures small">
      {value?.map(({ tenant, collection, id, reason }) => (
        <li key={`${tenant}/${collection}/${id}`}>
          <strong>{id}</strong> {reason}
        </li>
      ))}
    </ul>
  );
}
