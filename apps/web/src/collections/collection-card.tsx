import type { Collection } from '@unseen/client';
import { Download, Eraser, ImagePlus, Search, Settings2, Trash2 } from 'lucide';
import { unseen } from '../platform/client.ts';
import { storedKey } from '../platform/key.ts';
import { useLoaded } from '../platform/use-loaded.ts';
import { en } from '../text/en.ts';
import { Icon } from '../ui/icon.tsx';
import { Picture } from '../ui/picture.tsx';
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
  const place = name === 'default' ? '' : `?c=${encodeURIComponent(name)}`;
  return (
    <li class="card collection-card">
      <a class="collection-pictures" href={`/${place}`} aria-label={en.collections.search(shown)}>
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
            en.collections.items(items),
            en.collections.bytes(bytes),
            en.date(createdAt),
          ].join(' · ')}
        </p>
      </div>
      <div class="actions">
        <a class="button small" href={`/${place}`} title={en.collections.search(shown)}>
          <Icon of={Search} size={15} />
          {en.nav.search}
        </a>
        <a class="button small" href={`/ingest${place}`} title={en.collections.add(shown)}>
          <Icon of={ImagePlus} size={15} />
          {en.nav.ingest}
        </a>
        <button
          type="button"
          class="button small"
          aria-label={en.collections.settings(shown)}
          onClick={onSettings}
        >
          <Icon of={Settings2} size={15} />
          {en.collections.settingsShort}
        </button>
        <Export name={name} shown={shown} />
        <button type="button" class="button small" aria-label={en.collections.empty(shown)} onClick={onEmpty}>
          <Icon of={Eraser} size={15} />
          {en.collections.emptyShort}
        </button>
        <button
          type="button"
          class="button small"
          aria-label={en.collections.remove(shown)}
          onClick={onRemove}
        >
          <Icon of={Trash2} size={15} />
          {en.collections.removeShort}
        </button>
      </div>
    </li>
  );
}

const LONGEST_SAVE_MS = 60_000;

/** Saves all items of a collection. Where no key is asked for, the browser writes the file while it comes. */
function Export({ name, shown }: { name: string; shown: string }) {
  const { busy, error, send } = useSending();
  const file = `${name}.ndjson`;
  const save = async () => {
    const stream = await unseen.exportCollection(name, { vectors: true });
    const url = URL.createObjectURL(await new Response(stream).blob());
    Object.assign(document.createElement('a'), { href: url, download: file }).click();
    setTimeout(() => URL.revokeObjectURL(url), LONGEST_SAVE_MS);
  };
  const label = (
    <>
      <Icon of={Download} size={15} />
      {en.collections.exportShort}
    </>
  );
  if (storedKey() === undefined)
    return (
      <a
        class="button small"
        aria-label={en.collections.export(shown)}
        href={`/v1/collections/${encodeURIComponent(name)}/export?vectors=true`}
        download={file}
      >
        {label}
      </a>
    );
  return (
    <>
      <button
        type="button"
        class="button small"
        aria-label={en.collections.export(shown)}
        disabled={busy}
        onClick={() => void send(save)}
      >
        {label}
      </button>
      {error !== undefined && <Trouble error={error} />}
    </>
  );
}
