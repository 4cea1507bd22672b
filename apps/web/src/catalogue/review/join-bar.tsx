import type { UnknownCluster } from '@unseen/client';
import { useState } from 'preact/hooks';
import { t } from '../../text/text.ts';

interface Properties {
  /** Those that are to become one class: at least two. */
  readonly clusters: readonly UnknownCluster[];
  readonly busy: boolean;
  readonly onStop: () => void;
  readonly onAdd: (name: string) => void;
}

/** Makes one class of several groups. */
export function JoinBar({ clusters, busy, onStop, onAdd }: Properties) {
  const [name, setName] = useState(clusters[0]?.proposal.name ?? '');
  const items = clusters.reduce((sum, cluster) => sum + cluster.items, 0);
  return (
    <form
      class="join-bar card"
      aria-label={t.unknown.joinTitle(clusters.length, items)}
      onSubmit={(event) => {
        event.preventDefault();
        onAdd(name.trim());
      }}
    >
      <p>{t.unknown.joinTitle(clusters.length, items)}</p>
      <label class="field">
        <span>{t.unknown.joinName}</span>
        <input
          required
          maxLength={100}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <div class="actions">
        <button type="submit" class="button primary" disabled={busy}>
          {t.unknown.joinAct}
        </button>
        <button type="button" class="button" onClick={onStop}>
          {t.cancel}
        </button>
      </div>
    </form>
  );
}
