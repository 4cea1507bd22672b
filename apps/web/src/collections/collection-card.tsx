import type { Collection } from '@unseen/client';
import {
  ArchiveRestore,
  Copy,
  Download,
  Eraser,
  ImagePlus,
  Map as MapIcon,
  Search,
  Settings2,
  Trash2,
} from 'lucide';
import { unseen } from '../platform/client.ts';
import { storedKey } from '../platform/key.ts';
import { useLoaded } from '../platform/use-loaded.ts';
import { collectionLink } from '../search/query.ts';
import { t } from '../text/text.ts';
import { IconAct } from '../ui/icon-act.tsx';
import { Icon } from '../ui/icon.tsx';
import { Picture } from '../ui/picture.tsx';
import { saveFile } from '../ui/save-file.ts';
import { Trouble } from '../ui/trouble.tsx';
import { useSending } from '../ui/use-sending.ts';
import { nameOf } from './name-of.ts';

interface Properties {
  readonly collection: Collection;
  readonly onSettings: () => void;
  readonly onEmpty: () => void;
  readonly onRemove: () => void;
}

const PICTURES = 5;

/** One collection: some of its pictures, what it holds, and what can be done with it. */
export function CollectionCard({ collection, onSettings, onEmpty, onRemove }: Properties) {
  const { name, items, bytes, createdAt } = collection;
  const shown = nameOf(collection);
  const first = useLoaded(
    async (signal) => (await unseen.listItems({ collection: name, limit: PICTURES }, { signal })).items,
    [name, items],
  );
  return (
    <li class="card collection-card">
      <a class="collection-pictures" href={collectionLink(name)} aria-label={t.collections.search(shown)}>
        {first.value
          ?.filter(({ image }) => image !== undefined)
          .map(({ id }) => (
            <Picture key={id} id={id} collection={name} alt="" />
          ))}
      </a>
      <div class="collection-words">
        <h2>{shown}</h2>
        <p class="muted small numbers">
          {[
            ...(shown === name ? [] : [name]),
            t.collections.items(items),
            t.collections.bytes(bytes),
            t.date(createdAt),
          ].join(' · ')}
        </p>
      </div>
      <div class="actions">
        <a class="button small" href={collectionLink(name)} title={t.collections.search(shown)}>
          <Icon of={Search} size={16} />
          {t.nav.search}
        </a>
        <a class="button small" href={collectionLink(name, '/ingest')} title={t.collections.add(shown)}>
          <Icon of={ImagePlus} size={16} />
          {t.nav.ingest}
        </a>
        <a class="button small" href={collectionLink(name, '/duplicates')} title={t.duplicates.of(shown)}>
          <Icon of={Copy} size={16} />
          {t.duplicates.short}
        </a>
        <a class="button small" href={collectionLink(name, '/map')} title={t.map.of(shown)}>
          <Icon of={MapIcon} size={16} />
          {t.map.title}
        </a>
        <a class="button small" href={collectionLink(name, '/trash')} title={t.trash.of(shown)}>
          <Icon of={ArchiveRestore} size={16} />
          {t.trash.title}
        </a>
        <IconAct
          icon={Settings2}
          label={t.collections.settingsShort}
          name={t.collections.settings(shown)}
          onClick={onSettings}
        />
        <Export name={name} shown={shown} />
        <IconAct
          icon={Eraser}
          label={t.collections.emptyShort}
          name={t.collections.empty(shown)}
          onClick={onEmpty}
        />
        <IconAct
          icon={Trash2}
          label={t.collections.removeShort}
          name={t.collections.remove(shown)}
          onClick={onRemove}
        />
      </div>
    </li>
  );
}

/** Saves all items of a collection. Where no key is asked for, the browser writes the file while it comes. */
function Export({ name, shown }: { name: string; shown: string }) {
  const { busy, error, send } = useSending();
  const file = `${name}.ndjson`;
  const save = async () => {
    const stream = await unseen.exportCollection(name, { vectors: true });
    saveFile(await new Response(stream).blob(), file);
  };
  if (storedKey() === undefined)
    return (
      <a
        class="button small"
        aria-label={t.collections.export(shown)}
        href={`/v1/collections/${encodeURIComponent(name)}/export?vectors=true`}
        download={file}
      >
        <Icon of={Download} size={16} />
        <span>{t.collections.exportShort}</span>
      </a>
    );
  return (
    <>
      <IconAct
        icon={Download}
        label={t.collections.exportShort}
        name={t.collections.export(shown)}
        disabled={busy}
        onClick={() => void send(save)}
      />
      {error !== undefined && <Trouble error={error} />}
    </>
  );
}
