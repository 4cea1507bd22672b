import { CheckCheck, FolderInput, Shapes, SquarePen, Trash2, X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { newClassOf } from '../catalogue/address.ts';
import { MOST_EXAMPLES } from '../catalogue/edit/draft.ts';
import { t } from '../text/text.ts';
import { IconAct } from '../ui/icon-act.tsx';
import { Icon } from '../ui/icon.tsx';
import { deleteSoon } from './deletions.ts';
import type { Selection } from './selection.ts';
import { SetField } from './set-field.tsx';
import { TransferDialog } from './transfer-dialog.tsx';
import './manage.css';

interface Properties {
  readonly selection: Selection;
  readonly collection: string;
  /** Told when items have other metadata. */
  readonly onChanged: () => void;
  /** What else can be done with them here. */
  readonly children?: ComponentChildren;
}

/** What can be done with the items that are chosen. */
export function SelectionBar({ selection, collection, onChanged, children }: Properties) {
  const [setting, setSetting] = useState(false);
  const [going, setGoing] = useState(false);
  const { active, chosen } = selection;
  if (!active) return null;
  const ids = [...chosen];
  const none = ids.length === 0;
  return (
    <div class="selection-bar" role="toolbar" aria-label={t.manage.toolbar}>
      <div class="floating-bar">
        <button type="button" class="icon-button" aria-label={t.manage.stop} onClick={selection.clear}>
          <Icon of={X} />
        </button>
        <span class="selection-count" role="status">
          {t.manage.chosen(ids.length)}
        </span>
        <IconAct icon={CheckCheck} label={t.manage.all} onClick={selection.all} />
        {children}
        <a
          class="button small"
          aria-disabled={none || undefined}
          href={none ? undefined : newClassOf(ids.slice(0, MOST_EXAMPLES), collection)}
        >
          <Icon of={Shapes} size={16} />
          <span>{t.manage.makeClass}</span>
        </a>
        <IconAct
          icon={SquarePen}
          label={t.manage.setField}
          disabled={none}
          onClick={() => setSetting(true)}
        />
        <IconAct
          icon={FolderInput}
          label={t.transferItems.act}
          disabled={none}
          onClick={() => setGoing(true)}
        />
        <IconAct
          icon={Trash2}
          label={t.manage.remove}
          disabled={none}
          onClick={() => {
            deleteSoon(collection, ids);
            selection.clear();
          }}
        />
      </div>
      {going && (
        <TransferDialog
          ids={ids}
          collection={collection}
          onClose={() => setGoing(false)}
          onDone={() => {
            setGoing(false);
            selection.clear();
            onChanged();
          }}
        />
      )}
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
