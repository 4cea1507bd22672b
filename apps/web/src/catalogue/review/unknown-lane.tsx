import { dataOf, type UnknownCluster } from '@unseen/client';
import { X } from 'lucide';
import { useState } from 'preact/hooks';
import { unseen } from '../../platform/client.ts';
import { useLoaded } from '../../platform/use-loaded.ts';
import { t } from '../../text/text.ts';
import { Empty } from '../../ui/empty.tsx';
import { IconAct } from '../../ui/icon-act.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import type { ViewProperties } from '../view.ts';
import { dismiss, useDismissed } from './dismissed.ts';
import { ItemPicture } from './item-picture.tsx';

/** What no class explains, in groups that lie together, each ready to become a class. */
export function UnknownLane({ address, move }: ViewProperties) {
  const { collection } = address;
  const { value, error, reload } = useLoaded(
    async (signal) =>
      dataOf(await unseen.http.GET('/v1/classes/unknown', { params: { query: { collection } }, signal })),
    [collection],
  );
  const [failed, setFailed] = useState<unknown>();
  const dismissed = useDismissed(collection);
  const add = async ({ proposal }: UnknownCluster, name: string) => {
    setFailed(undefined);
    try {
      const { exemplars = [], ...rest } = proposal;
      await unseen.http.POST('/v1/classes', { body: { ...rest, exemplars: [...exemplars], name } });
      move({ view: 'unknown' }, t.catalogue.added(name));
      reload();
    } catch (thrown) {
      setFailed(thrown);
    }
  };
  if (error !== undefined && value === undefined) return <Trouble error={error} retry={reload} />;
  if (value === undefined) return <Loading />;
  const clusters = value.clusters.filter(({ examples }) => !examples.some(({ id }) => dismissed.has(id)));
  if (clusters.length === 0) return <Empty title={t.unknown.none} text={t.unknown.noneText} />;
  return (
    <section aria-label={t.catalogue.tab.unknown}>
      <p class="muted view-lead">{t.unknown.lead(value.looked)}</p>
      {failed !== undefined && <Trouble error={failed} />}
      <ul class="clusters">
        {clusters.map((cluster, at) => (
          <Cluster
            key={cluster.examples[0]?.id}
            cluster={cluster}
            // Two groups may look alike to the words: the second needs a name of its own.
            suggested={clusters.findIndex(({ proposal }) => proposal.name === cluster.proposal.name) === at}
            onDismiss={() =>
              dismiss(
                collection,
                cluster.examples.map(({ id }) => id),
              )
            }
            collection={collection}
            onAdd={(name) => add(cluster, name)}
          />
        ))}
      </ul>
    </section>
  );
}

function Cluster({
  cluster,
  collection,
  suggested,
  onAdd,
  onDismiss,
}: {
  cluster: UnknownCluster;
  suggested: boolean;
  onDismiss: () => void;
  collection: string;
  onAdd: (name: string) => Promise<void>;
}) {
  const { proposal, items, tightness, examples } = cluster;
  const [name, setName] = useState(suggested ? proposal.name : '');
  const [busy, setBusy] = useState(false);
  const first = new URLSearchParams({
    class: 'new',
    name,
    ...(collection !== 'default' && { c: collection }),
  });
  for (const id of proposal.exemplars ?? []) first.append('example', id);
  return (
    <li class="cluster">
      <form
        class="cluster-head"
        onSubmit={(event) => {
          event.preventDefault();
          setBusy(true);
          void onAdd(name.trim()).finally(() => setBusy(false));
        }}
      >
        <label class="field">
          <span>{t.unknown.name}</span>
          <input
            required
            maxLength={100}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <p class="muted small">{t.unknown.size(items, tightness)}</p>
        <div class="actions">
          <button type="submit" class="button primary" disabled={busy}>
            {t.unknown.make}
          </button>
          <a class="button" href={`/catalogue?${first.toString()}`}>
            {t.unknown.look}
          </a>
          <IconAct icon={X} label={t.unknown.dismiss} onClick={onDismiss} />
        </div>
      </form>
      <ul class="cluster-pictures">
        {examples.map((item) => (
          <li key={item.id}>
            <ItemPicture {...item} collection={collection} />
          </li>
        ))}
      </ul>
    </li>
  );
}
