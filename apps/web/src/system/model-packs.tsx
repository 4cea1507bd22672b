import { dataOf, UnseenError } from '@unseen/client';
import { useState } from 'preact/hooks';
import { unseen } from '../platform/client.ts';
import { useLoaded } from '../platform/use-loaded.ts';
import { en } from '../text/en.ts';
import { Confirm } from '../ui/confirm.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { ModelSwitch } from './model-switch.tsx';

const EVERY_MS = 3_000;

/** The model packs there are, which one is in use, and going over to another. For the operator alone: others see nothing. */
export function ModelPacks() {
  const { value, error, reload } = useLoaded(
    async (signal) => dataOf(await unseen.http.GET('/v1/model', { signal })),
    [],
    EVERY_MS,
  );
  const [chosen, choose] = useState<string>();
  if (error instanceof UnseenError && error.code === 'forbidden') return null;
  const running = value?.switch?.state === 'embedding' || value?.switch?.state === 'settling';
  return (
    <section class="system-section">
      <h2>{en.model.title}</h2>
      {error !== undefined && <Trouble error={error} />}
      {value && (
        <ul class="packs">
          {value.packs.map((pack) => (
            <li key={pack}>
              <span class="name">{pack}</span>
              {pack === value.pack ? (
                <span class="in-use">{en.model.inUse}</span>
              ) : (
                <button
                  type="button"
                  class="button"
                  aria-label={en.model.goOverTo(pack)}
                  disabled={running}
                  onClick={() => choose(pack)}
                >
                  {en.model.goOver}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {value?.switch && <ModelSwitch state={value.switch} onChange={reload} />}
      {chosen !== undefined && (
        <Confirm
          title={en.model.goOverTo(chosen)}
          text={en.model.whatHappens}
          act={en.model.goOver}
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
