import { CheckCheck, Shapes, SquarePen, Trash2, X } from 'lucide';
import { useState } from 'preact/hooks';
import { MOST_EXAMPLES } from '../catalogue/edit/draft.ts';
import { en } from '../text/en.ts';
import { Icon } from '../ui/icon.tsx';
import { deleteSoon } from './deletions.ts';
import type { Selection } from './selection.ts';
import { SetField } from './set-field.tsx';
import './manage.css';

interface Properties {
  readonly selection: Selection;
  readonly collection: string;
  /** Told when items have other metadata. */
  readonly onChanged: () => void;
}

/** What can be done with the items that are chosen. */
export function SelectionBar({ selection, collection, onChanged }: Properties) {
  const [setting, setSetting] = useState(false);
  const { active, chosen } = selection;
  if (!active) return null;
  const ids = [...chosen];
  const none = ids.length === 0;
  return (
    <div class="selection-bar" role="toolbar" aria-label={en.manage.toolbar}>
      <div class="floating-bar">
        <button type="button" class="icon-button" aria-label={en.manage.stop} onClick={selection.clear}>
          <Icon of={X} />
        </button>
        <span class="selection-count" role="status">
          {en.manage.chosen(ids.length)}
        </span>
        <Do icon={CheckCheck} label={en.manage.all} onClick={selection.all} />
        <a
          class="button small"
          aria-disabled={none || undefined}
          href={none ? undefined : newClassOf(ids, collection)}
        >
          <Icon of={Shapes} size={16} />
          <span>{en.manage.makeClass}</span>
        </a>
        <Do icon={SquarePen} label={en.manage.setField} disabled={none} onClick={() => setSetting(true)} />
        <Do
          icon={Trash2}
          label={en.manage.remove}
          disabled={none}
          onClick={() => {
            deleteSoon(collection, ids);
            selection.clear();
          }}
        />
      </div>
      {setting && (
        <SetField
          ids={ids}
          collection={collection}
          onClose={() => setSetting(false)}
          onDone={() => {
            setSetting(false);
            selection.clear();
            onChanged();
          }}
        />
      )}
    </div>
  );
}

function Do({
  icon,
  label,
  disabled = false,
  onClick,
}: {
  icon: typeof X;
  label: string;
  disabled?: boolean;
  onClick: () => void;
}) {
  return (
    <button type="button" class="button small" disabled={disabled} onClick={onClick}>
      <Icon of={icon} size={16} />
      <span>{label}</span>
    </button>
  );
}

/** The form of a new class with items as its examples. */
function newClassOf(ids: readonly string[], collection: string): string {
  const params = new URLSearchParams({ class: 'new', ...(collection !== 'default' && { c: collection }) });
  for (const id of ids.slice(0, MOST_EXAMPLES)) params.append('example', id);
  return `/catalogue?${params.toString()}`;
}
