import { dataOf, UnseenError } from '@unseen/client';
import { useEffect, useState } from 'preact/hooks';
import { unseen } from '../platform/client.ts';
import { useLoaded } from '../platform/use-loaded.ts';
import { t } from '../text/text.ts';
import { Confirm } from '../ui/confirm.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { ModelSwitch } from './model-switch.tsx';

/** Milliseconds between looks, each of which counts all items: while a switch is under way, and otherwise. */
const MOVING_MS = 3_000;
const RESTING_MS = 15_000;

/** The model packs there are, which one is in use, and going over to another. For the operator alone: others see nothing. */
export function ModelPacks() {
  const [every, lookEvery] = useState(RESTING_MS);
  const { value, error, reload } = useLoaded(
    async (signal) => dataOf(await unseen.http.GET('/v1/model', { signal })),
    [],
    every,
  );
  const [chosen, choose] = useState<string>();
  const running = value?.switch?.state === 'embedding' || value?.switch?.state === 'settling';
  useEffect(() => lookEvery(running ? MOVING_MS : RESTING_MS), [running]);
  if (error instanceof UnseenError && error.code === 'forbidden') return null;
  return (
    <section class="system-section">
      <h2>{t.model.title}</h2>
      {error !== undefined && <Trouble error={error} />}
      {value && (
        <ul class="packs framed-list">
          {value.packs.map((pack) => (
            <li key={pack}>
              <span class="name">{pack}</span>
              {pack === value.pack ? (
                <span class="in-use">{t.model.inUse}</span>
              ) : (
                <button
                  type="button"
                  class="button"
                  aria-label={t.model.goOverTo(pack)}
                  disabled={running}
                  onClick={() => choose(pack)}
                >
                  {t.model.goOver}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {value?.switch && <ModelSwitch state={value.switch} onChange={reload} />}
      {chosen !== undefined && (
        <Confirm
          title={t.model.goOverTo(chosen)}
          text={t.model.whatHappens}
          act={t.model.goOver}
          onConfirm={async () => {
            await unseen.http.POST('/v1/model/switch', { body: { pack: chosen } });
            choose(undefined);
            reload();
          }}
          onClose={() => choose(undefined)}
        />
      )}
    </section>
  );
}
