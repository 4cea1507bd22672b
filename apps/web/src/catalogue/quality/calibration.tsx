import { dataOf } from '@unseen/client';
import { useState } from 'preact/hooks';
import { unseen } from '../../platform/client.ts';
import { t } from '../../text/text.ts';
import { Trouble } from '../../ui/trouble.tsx';
import { useSending } from '../../ui/use-sending.ts';

/** Learns the balance of seen and unseen classes, when asked to, and says what it brought. */
export function Calibration({ collection }: { collection: string }) {
  const [learned, setLearned] = useState<string>();
  const { busy, error, send } = useSending();
  const learn = async () => {
    setLearned(undefined);
    const answer = dataOf(await unseen.http.POST('/v1/classes/calibrate', { body: { collection } }));
    setLearned(t.calibration.learned(answer));
  };
  return (
    <>
      <button type="button" class="button" disabled={busy} onClick={() => void send(learn)}>
        {t.calibration.act}
      </button>
      <div aria-live="polite" aria-busy={busy}>
        {error !== undefined && <Trouble error={error} />}
        {learned !== undefined && <p class="learned">{learned}</p>}
      </div>
    </>
  );
}
