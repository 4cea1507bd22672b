import type { Hit, Search } from '@unseen/client';
import { Check, X } from 'lucide';
import { useState } from 'preact/hooks';
import { unseen } from '../../platform/client.ts';
import { useLoaded } from '../../platform/use-loaded.ts';
import { titleOf } from '../../search/tile.tsx';
import { t } from '../../text/text.ts';
import { Icon } from '../../ui/icon.tsx';
import { Picture } from '../../ui/picture.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { Histogram } from './histogram.tsx';
import { binsOf } from './bins.ts';

interface Properties {
  readonly id: string;
  readonly name: string;
  readonly collection: string;
  /** Told when the class has other examples. */
  readonly onJudged: () => void;
}

/** As many as are looked at. */
const MOST = 200;
const SHOWN = 24;

type Judgement = 'confirm' | 'reject';

/** What a class holds in a collection, the least sure first: each can be confirmed or rejected. */
export function ClassMembers({ id, name, collection, onJudged }: Properties) {
  const [judged, setJudged] = useState<ReadonlyMap<string, Judgement>>(new Map());
  const [span, setSpan] = useState<readonly [number, number]>();
  const members = useLoaded(
    async (signal) => {
      const search: Search = {
        text: name,
        classes: [id],
        collection,
        limit: MOST,
        rescore: 'none',
        cutoff: 'off',
      };
      const { hits } = await unseen.search(search, { signal });
      const sureness = (hit: Hit) => (hit.class?.id === id ? hit.class.probability : 0);
      return hits.map((hit) => ({ hit, sure: sureness(hit) })).sort((a, b) => a.sure - b.sure);
    },
    [id, name, collection],
  );
  const { error, send } = useSending();
  const judge = (hit: Hit, judgement: Judgement) =>
    send(async () => {
      await unseen.judgeClass(id, { [judgement]: [hit.id], collection });
      setJudged(new Map([...judged, [hit.id, judgement]]));
      onJudged();
    });
  if (members.error !== undefined) return <Trouble error={members.error} retry={members.reload} />;
  if (members.value === undefined || members.value.length === 0) return null;
  const all = members.value;
  const shown = all.filter(({ sure }) => span === undefined || (sure >= span[0] && sure <= span[1]));
  return (
    <section class="members" aria-label={t.members.title}>
      <h2>{t.members.title}</h2>
      <p class="muted small">{t.members.lead}</p>
      <Histogram bins={binsOf(all.map(({ sure }) => sure))} chosen={span} onChoose={setSpan} />
      {error !== undefined && <Trouble error={error} />}
      <ul class="member-grid">
        {shown.slice(0, SHOWN).map(({ hit, sure }) => {
          const title = titleOf(hit);
          return (
            <li key={hit.id} data-judged={judged.get(hit.id)}>
              <span class="member-picture">
                {hit.hasImage ? (
                  <Picture id={hit.id} collection={collection} alt={title} />
                ) : (
                  <span>{title}</span>
                )}
              </span>
              <span class="member-acts">
                <button
                  type="button"
                  class="icon-button"
                  aria-pressed={judged.get(hit.id) === 'confirm'}
                  aria-label={t.members.confirm(title, name)}
                  title={t.members.confirm(title, name)}
                  onClick={() => void judge(hit, 'confirm')}
                >
                  <Icon of={Check} size={16} />
                </button>
                <span class="muted small">{t.share(sure)}</span>
                <button
                  type="button"
                  class="icon-button"
                  aria-pressed={judged.get(hit.id) === 'reject'}
                  aria-label={t.members.reject(title, name)}
                  title={t.members.reject(title, name)}
                  onClick={() => void judge(hit, 'reject')}
                >
                  <Icon of={X} size={16} />
                </button>
              </span>
            </li>
          );
        })}
      </ul>
      <p class="muted small" role="status">
        {judged.size > 0
          ? t.members.judged(judged.size)
          : t.members.shown(Math.min(shown.length, SHOWN), all.length)}
      </p>
    </section>
  );
}
