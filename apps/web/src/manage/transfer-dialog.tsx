import { useState } from 'preact/hooks';
import { readCollectionName } from '../ingest/collection-name.ts';
import { unseen } from '../platform/client.ts';
import { useLoaded } from '../platform/use-loaded.ts';
import { t } from '../text/text.ts';
import { Confirm } from '../ui/confirm.tsx';
import { Segments } from '../ui/segments.tsx';
import { transferItems, type Way } from './transfer-items.ts';

interface Properties {
  readonly ids: readonly string[];
  readonly collection: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const WAYS: readonly Way[] = ['move', 'copy'];

/** Moves or copies items to another collection, one that is there or a new one. */
export function TransferDialog({ ids, collection, onDone, onClose }: Properties) {
  const [way, setWay] = useState<Way>('move');
  const [name, setName] = useState('');
  const [done, setDone] = useState(0);
  const collections = useLoaded((signal) => unseen.collections({ signal }), []);
  const go = async () => {
    const known = collections.value?.find(({ displayName }) => displayName === name.trim());
    const to = known ?? readCollectionName(name);
    if (to === undefined || to.name === collection) throw new Error(t.transferItems.whereTo);
    if (!(collections.value ?? []).some((other) => other.name === to.name))
      await unseen.createCollection({
        name: to.name,
        ...(to.displayName && { displayName: to.displayName }),
      });
    // Those that have arrived need not go again, should one be refused.
    await transferItems(ids.slice(done), { from: collection, to: to.name, way }, (more) =>
      setDone(done + more),
    );
    onDone();
  };
  return (
    <Confirm
      title={t.transferItems.title(ids.length)}
      text={t.transferItems.text}
      act={t.transferItems.way[way]}
      onConfirm={go}
      onClose={onClose}
    >
      <Segments
        label={t.transferItems.how}
        values={WAYS}
        names={t.transferItems.way}
        value={way}
        onChange={setWay}
      />
      <label class="field transfer-to">
        <span>{t.transferItems.to}</span>
        <input
          list="transfer-collections"
          required
          maxLength={200}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <datalist id="transfer-collections">
        {collections.value
          ?.filter((other) => other.name !== collection)
          .map((other) => (
            <option key={other.name} value={other.displayName ?? other.name} />
          ))}
      </datalist>
      <p class="small" role="status">
        {done > 0 && t.ingest.progress(done, ids.length)}
      </p>
    </Confirm>
  );
}
