import type { Item } from '@unseen/client';
import { Check, Download, Images, Link, type IconNode, Shapes, SquarePen, ThumbsDown, Trash2 } from 'lucide';
import { newClassOf } from '../catalogue/address.ts';
import { unseen } from '../platform/client.ts';
import { isSearch, type Query } from '../search/query.ts';
import { t } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import { saveFile } from '../ui/save-file.ts';
import { useCopied } from '../ui/use-copied.ts';
import { useSending } from '../ui/use-sending.ts';

interface Properties {
  readonly item: Item;
  readonly query: Query;
  readonly editing: boolean;
  readonly onQuery: (query: Query) => void;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

/** What can be done with an item. */
export function DetailActs({ item, query, editing, onQuery, onEdit, onDelete }: Properties) {
  const { id, image, collection } = item;
  return (
    <>
      {image && (
        <div class="actions">
          <button
            type="button"
            class="button primary"
            onClick={() => onQuery({ ...query, text: '', not: [], unlike: [], like: id })}
          >
            <Icon of={Images} size={16} />
            {t.detail.like}
          </button>
          {isSearch(query) && query.like !== id && (
            <button
              type="button"
              class="button"
              onClick={() => onQuery({ ...query, unlike: [...new Set([...query.unlike, id])] })}
            >
              <Icon of={ThumbsDown} size={16} />
              {t.detail.unlike}
            </button>
          )}
        </div>
      )}
      <div class="detail-acts">
        {image && (
          <a class="act" aria-label={t.detail.startClass} href={newClassOf([id], collection)}>
            <Face icon={Shapes} label={t.detail.startClassShort} />
          </a>
        )}
        <CopyLink />
        {image && <DownloadPicture item={item} />}
        <button
          type="button"
          class="act"
          aria-label={t.manage.editLong}
          aria-expanded={editing}
          onClick={onEdit}
        >
          <Face icon={SquarePen} label={t.manage.edit} />
        </button>
        <button type="button" class="act" onClick={onDelete}>
          <Face icon={Trash2} label={t.manage.remove} />
        </button>
      </div>
    </>
  );
}

function Face({ icon, label }: { icon: IconNode; label: string }) {
  return (
    <>
      <Icon of={icon} size={18} />
      <span>{label}</span>
    </>
  );
}

/** Saves the picture as it came. */
function DownloadPicture({ item: { id, collection, image, metadata } }: Pick<Properties, 'item'>) {
  const save = async () => {
    const { response } = await unseen.http.GET('/v1/items/{id}/image', {
      params: { path: { id }, query: { collection, size: 'original' } },
      parseAs: 'stream',
    });
    const file = metadata['file'];
    const path = typeof file === 'string' ? file : id;
    const named = path.slice(path.lastIndexOf('/') + 1);
    const name = /\.\w+$/.test(named) ? named : `${named}.${image?.type.split('/')[1] ?? ''}`;
    saveFile(await response.blob(), name);
  };
  const { busy, send } = useSending();
  return (
    <button
      type="button"
      class="act"
      aria-label={t.manage.download}
      disabled={busy}
      onClick={() => void send(save)}
    >
      <Face icon={Download} label={t.manage.downloadShort} />
    </button>
  );
}

function CopyLink() {
  const { copied, copy, forget } = useCopied();
  return (
    <button
      type="button"
      class="act"
      onClick={() => {
        const here = window.location.href;
        copy(here, () => window.prompt(t.detail.copyByHand, here));
      }}
      onBlur={forget}
    >
      <Icon of={copied ? Check : Link} size={18} />
      <span aria-live="polite">{copied ? t.detail.copied : t.detail.copy}</span>
    </button>
  );
}
