import type { Item } from '@unseen/client';
import { Check } from 'lucide';
import { titleOf } from '../search/tile.tsx';
import { t } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import { Picture } from '../ui/picture.tsx';
import type { AlikeItems } from './use-alike.ts';

interface Properties {
  readonly group: AlikeItems;
  readonly collection: string;
  /** Keeps one and deletes the others. */
  readonly onKeep: (id: string) => void;
  /** Shows the group no more. */
  readonly onKeepAll: () => void;
}

/** Pictures that look the same, with what tells them apart. */
export function AlikeGroup({ group, collection, onKeep, onKeepAll }: Properties) {
  const { items, likeness } = group;
  const [first] = items;
  return (
    <li class="card alike-group">
      <div class="alike-head">
        <h2>{t.duplicates.group(items.length)}</h2>
        <span class="muted small">{t.duplicates.likeness(likeness)}</span>
        <button type="button" class="button small" onClick={onKeepAll}>
          {t.duplicates.keepAll}
        </button>
      </div>
      <ul class="alike-items">
        {items.map((item) => (
          <li key={item.id}>
            <a href={openLink(item)} class="alike-picture">
              <Picture id={item.id} collection={collection} alt={titleOf(item)} />
            </a>
            <p class="alike-title">{titleOf(item)}</p>
            <p class="muted small numbers">{factsOf(item, first)}</p>
            <button
              type="button"
              class="button small"
              aria-label={t.duplicates.keepOne(titleOf(item))}
              onClick={() => onKeep(item.id)}
            >
              <Icon of={Check} size={16} />
              {t.duplicates.keep}
            </button>
          </li>
        ))}
      </ul>
    </li>
  );
}

function openLink({ id, collection }: Item): string {
  const params = new URLSearchParams({ ...(collection !== 'default' && { c: collection }), hit: id });
  return `/?${params.toString()}`;
}

function factsOf(item: Item, largest: Item | undefined): string {
  const { image, metadata, createdAt, id } = item;
  const { file } = metadata;
  return [
    ...(image === undefined ? [] : [t.duplicates.size(image.width, image.height)]),
    ...(id === largest?.id ? [t.duplicates.largest] : []),
    // Where it is not the title already.
    ...(typeof file === 'string' && file !== titleOf(item) ? [file] : []),
    t.date(createdAt),
  ].join(' · ');
}
