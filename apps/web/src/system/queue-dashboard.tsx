import { unseen } from '../platform/client.ts';
import { t } from '../text/text.ts';
import { Trouble } from '../ui/trouble.tsx';
import { useSending } from '../ui/use-sending.ts';

/** Leads to the dashboard of the queues. A page cannot send the key, so this browser is let in first. */
export function QueueDashboard() {
  const { busy, error, send } = useSending();
  const open = () =>
    send(async () => {
      await unseen.http.POST('/v1/queues/session');
      window.location.assign('/queues');
    });
  return (
    <>
      {error !== undefined && <Trouble error={error} />}
      <button type="button" class="button" disabled={busy} onClick={() => void open()}>
        {t.system.openQueues}
      </button>
    </>
  );
}
