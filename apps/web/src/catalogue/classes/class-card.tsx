import type { CatalogueClass } from '@unseen/client';
import { Pencil, Trash2 } from 'lucide';
import { t } from '../../text/text.ts';
import { Icon } from '../../ui/icon.tsx';
import { type CatalogueAddress, linkTo } from '../address.ts';
import { SeenBadge } from '../seen-badge.tsx';
import { ClassExamples } from './class-examples.tsx';

interface Properties {
  readonly entry: CatalogueClass;
  readonly address: CatalogueAddress;
  readonly onDelete: () => void;
}

/** A class: what it catches, how much, and what can be done with it. */
export function ClassCard({ entry, address, onDelete }: Properties) {
  const { id, name, synonyms, seen, status, items = 0, exemplars } = entry;
  const edit = linkTo({ ...address, editing: id });
  return (
    <li class="class-card">
      <ClassExamples entry={entry} collection={address.collection} />
      <div class="class-text">
        <h2>
          <a href={edit}>{name}</a>
        </h2>
        <SeenBadge seen={seen} />
        {status === 'off' && <span class="badge">{t.catalogue.off}</span>}
      </div>
      <p class="muted small">{t.catalogue.holds(items, exemplars.length)}</p>
      <p class="muted small class-words">{synonyms.join(', ')}</p>
      <div class="class-acts">
        <a class="plain-link small" href={searchOf(entry, address.collection)}>
          {t.catalogue.searchIt}
        </a>
        <a class="icon-button" href={edit} aria-label={t.catalogue.edit(name)} title={t.catalogue.edit(name)}>
          <Icon of={Pencil} size={16} />
        </a>
        <button
          type="button"
          class="icon-button"
          aria-label={t.catalogue.remove(name)}
          title={t.catalogue.remove(name)}
          onClick={onDelete}
        >
          <Icon of={Trash2} size={16} />
        </button>
      </div>
    </li>
  );
}

/** The search that shows what a class holds. */
function searchOf({ id, name }: CatalogueClass, collection: string): string {
  const params = new URLSearchParams({
    q: name,
    class: id,
    ...(collection !== 'default' && { c: collection }),
  });
  return `/?${params.toString()}`;
}
