import type { Collection } from '@unseen/client';
import { useState } from 'preact/hooks';
import { unseen } from '../platform/client.ts';
import { useLoaded } from '../platform/use-loaded.ts';
import { t } from '../text/text.ts';
import { Confirm } from '../ui/confirm.tsx';
import { Loading } from '../ui/loading.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { CollectionCard } from './collection-card.tsx';
import { CollectionSettings } from './collection-settings.tsx';
import { nameOf } from './name-of.ts';
import { NewCollection } from './new-collection.tsx';
import './collections.css';

const EVERY_MS = 5_000;

/** What is to be done with a collection once that is confirmed. */
type Clearing = 'empty' | 'remove';

/** The collections: makes, describes, exports, empties and deletes them. */
export function CollectionsPage() {
  const { value, error, reload } = useLoaded((signal) => unseen.collections({ signal }), [], EVERY_MS);
  const [clearing, setClearing] = useState<{ how: Clearing; of: Collection }>();
  const [changing, setChanging] = useState<Collection>();
  return (
    <div class="collections">
      <header class="page-head">
        <h1>{t.collections.title}</h1>
        <p>{t.collections.lead}</p>
      </header>
      <NewCollection onMade={reload} />
      {error !== undefined && <Trouble error={error} retry={reload} />}
      {value === undefined && error === undefined && <Loading />}
      {value?.length === 0 && <p class="muted">{t.collections.none}</p>}
      {value !== undefined && value.length > 0 && (
        <ul class="collection-list">
          {value.map((collection) => (
            <CollectionCard
              key={collection.name}
              collection={collection}
              onSettings={() => setChanging(collection)}
              onEmpty={() => setClearing({ how: 'empty', of: collection })}
              onRemove={() => setClearing({ how: 'remove', of: collection })}
            />
          ))}
        </ul>
      )}
      {changing !== undefined && (
        <CollectionSettings
          of={changing}
          onClose={() => setChanging(undefined)}
          onSaved={() => {
            setChanging(undefined);
            reload();
          }}
        />
      )}
      {clearing !== undefined && (
        <Confirm
          danger
          title={t.collections[clearing.how](nameOf(clearing.of))}
          text={t.collections[`${clearing.how}Text`](clearing.of.items)}
          act={t.collections[`${clearing.how}Short`]}
          onClose={() => setClearing(undefined)}
          onConfirm={async () => {
            const { name } = clearing.of;
            const { jobId } = await (clearing.how === 'empty'
              ? unseen.emptyCollection(name)
              : unseen.deleteCollection(name));
            setClearing(undefined);
            // Until it is gone, so that the list is right when the page says nothing more.
            for await (const _state of unseen.watchJob(jobId)) reload();
            reload();
          }}
        />
      )}
    </div>
  );
}
