import { dataOf } from '@unseen/client';
import { unseen } from '../../platform/client.ts';
import { useLoaded } from '../../platform/use-loaded.ts';
import { t } from '../../text/text.ts';
import { Segments } from '../../ui/segments.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useSending } from '../../ui/use-sending.ts';

const SERVED = ['latest', 'published'] as const;

interface Properties {
  /** The version published now; none: there is nothing to choose. */
  readonly published?: number;
}

/** Which version the keys of shops and apps see: each change at once, or the published one until another is. */
export function Served({ published }: Properties) {
  const { value, reload } = useLoaded(
    async (signal) => dataOf(await unseen.http.GET('/v1/classes/settings', { signal })),
    [published],
  );
  const { busy, error, send } = useSending();
  if (value === undefined || published === undefined) return null;
  return (
    <div class="served">
      <div>
        <h2>{t.versions.served}</h2>
        <p class="muted small">{t.versions.servedText[value.serves](published)}</p>
      </div>
      <Segments
        label={t.versions.served}
        values={SERVED}
        names={t.versions.servedAs}
        value={value.serves}
        onChange={(serves) => {
          if (busy || serves === value.serves) return;
          void send(async () => {
            await unseen.http.PATCH('/v1/classes/settings', { body: { serves } });
            reload();
          });
        }}
      />
      {error !== undefined && <Trouble error={error} />}
    </div>
  );
}
