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
import { useSending } from '../../ui/use-sending.ts';
import type { ViewProperties } from '../view.ts';
import { ItemPicture } from './item-picture.tsx';
import { JoinBar } from './join-bar.tsx';
import { joinedExamples } from './joined-examples.ts';

/** As many as one request dismisses. */
const MOST_DISMISSED = 2_000;
const keyOf = ({ ids }: UnknownCluster) => ids[0] ?? '';

/** What no class explains, in groups that lie together, each ready to become a class, alone or together with others. */
export function UnknownLane({ address, move }: ViewProperties) {
  const { collection } = address;
  const { value, error, reload } = useLoaded(
    async (signal) =>
      dataOf(await unseen.http.GET('/v1/classes/unknown', { params: { query: { collection } }, signal })),
    [collection],
  );
  const acting = useSending();
  const [joined, setJoined] = useState<ReadonlySet<string>>(new Set());
  const [dismissed, setDismissed] = useState(0);
  const add = (name: string, clusters: readonly UnknownCluster[]) =>
    acting.send(async () => {
      const [first] = clusters;
      const { exemplars: _, ...proposal } = first!.proposal;
      await unseen.http.POST('/v1/classes', {
        body: { ...proposal, exemplars: joinedExamples(clusters), name },
      });
      setJoined(new Set());
      move({ view: 'unknown' }, t.catalogue.added(name));
      reload();
    });
  const dismiss = ({ ids }: UnknownCluster) =>
    acting.send(async () => {
      for (let at = 0; at < ids.length; at += MOST_DISMISSED) {
        const body = { collection, ids: ids.slice(at, at + MOST_DISMISSED) };
        await unseen.http.POST('/v1/classes/unknown/dismissals', { body });
      }
      setDismissed((before) => before + ids.length);
      reload();
    });
  const takeBack = () =>
    acting.send(async () => {
      await unseen.http.DELETE('/v1/classes/unknown/dismissals', { params: { query: { collection } } });
      setDismissed(0);
      reload();
    });
  if (error !== undefined && value === undefined) return <Trouble error={error} retry={reload} />;
  if (value === undefined) return <Loading />;
  const { clusters, looked } = value;
  const chosen = clusters.filter((cluster) => joined.has(keyOf(cluster)));
  return (
    <section aria-label={t.catalogue.tab.unknown}>
      {clusters.length > 0 && <p class="muted view-lead">{t.unknown.lead(looked)}</p>}
      {acting.error !== undefined && <Trouble error={acting.error} />}
      {clusters.length === 0 && <Empty title={t.unknown.none} text={t.unknown.noneText} />}
      <ul class="clusters">
        {clusters.map((cluster, at) => (
          <Cluster
            key={keyOf(cluster)}
            cluster={cluster}
            // Two groups may look alike to the words: the second needs a name of its own.
            suggested={clusters.findIndex(({ proposal }) => proposal.name === cluster.proposal.name) === at}
            joined={joined.has(keyOf(cluster))}
            busy={acting.busy}
            onJoin={(is) =>
              setJoined((before) => {
                const next = new Set(before);
                if (is) next.add(keyOf(cluster));
                else next.delete(keyOf(cluster));
                return next;
              })
            }
            onDismiss={() => void dismiss(cluster)}
            collection={collection}
            onAdd={(name) => void add(name, [cluster])}
          />
        ))}
      </ul>
      <div class="unknown-foot muted small">
        <p role="status">{dismissed > 0 && t.unknown.dismissed(dismissed)}</p>
        <button type="button" class="link-button" disabled={acting.busy} onClick={() => void takeBack()}>
          {t.unknown.takeBack}
        </button>
      </div>
      {chosen.length > 1 && (
        <JoinBar
          clusters={chosen}
          busy={acting.busy}
          onStop={() => setJoined(new Set())}
          onAdd={(name) => void add(name, chosen)}
        />
      )}
    </section>
  );
}

interface ClusterProperties {
  readonly cluster: UnknownCluster;
  readonly collection: string;
  /** Whether its proposed name is filled in. */
  readonly suggested: boolean;
  /** Whether it is to become a class together with others. */
  readonly joined: boolean;
  readonly busy: boolean;
  readonly onJoin: (is: boolean) => void;
  readonly onAdd: (name: string) => void;
  readonly onDismiss: () => void;
}

function Cluster({
  cluster,
  collection,
  suggested,
  joined,
  busy,
  onJoin,
  onAdd,
  onDismiss,
}: ClusterProperties) {
  const { proposal, items, tightness, examples } = cluster;
  const [name, setName] = useState(suggested ? proposal.name : '');
  const first = new URLSearchParams({
    class: 'new',
    name,
    ...(collection !== 'default' && { c: collection }),
  });
  for (const id of proposal.exemplars ?? []) first.append('example', id);
  return (
    <li class="cluster" data-joined={joined || undefined}>
      <form
        class="cluster-head"
        onSubmit={(event) => {
          event.preventDefault();
          onAdd(name.trim());
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
        <label class="check small">
          <input type="checkbox" checked={joined} onChange={(event) => onJoin(event.currentTarget.checked)} />
          {t.unknown.join}
        </label>
        <div class="actions">
          <button type="submit" class="button primary" disabled={busy}>
            {t.unknown.make}
          </button>
          <a class="button" href={`/catalogue?${first.toString()}`}>
            {t.unknown.look}
          </a>
          <IconAct icon={X} label={t.unknown.dismiss} disabled={busy} onClick={onDismiss} />
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
