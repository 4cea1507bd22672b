import type { Explanation, Hit, Item } from '@unseen/client';
import { Check, Download, Images, Link, Shapes, SquarePen, Trash2 } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { newClassOf } from '../catalogue/address.ts';
import { inWords, wordShares } from '../explain/in-words.ts';
import { EditItem } from '../manage/edit-item.tsx';
import { unseen } from '../platform/client.ts';
import { en } from '../text/en.ts';
import { Icon } from '../ui/icon.tsx';
import { Switch } from '../ui/switch.tsx';
import { saveFile } from '../ui/save-file.ts';
import { useCopied } from '../ui/use-copied.ts';
import { useSending } from '../ui/use-sending.ts';
import { titleOf } from './tile.tsx';

interface Properties {
  readonly item: Item;
  /** The class the search gave it. */
  readonly hitClass: Hit['class'];
  readonly explanation: Explanation | undefined;
  /** Whether an explanation is on its way. */
  readonly waiting: boolean;
  readonly skipped?: string;
  readonly word: number | undefined;
  readonly heat: boolean;
  readonly onWord: (word: number | undefined) => void;
  readonly onHeat: (shown: boolean) => void;
  readonly onLike: (id: string) => void;
  /** Told when the item has been changed. */
  readonly onSaved: () => void;
  readonly onDelete: () => void;
}

/** What there is to say about an item: its words, why it came up, what it carries. */
export function DetailPanel({
  item,
  hitClass,
  explanation,
  waiting,
  skipped,
  word,
  heat,
  onWord,
  onHeat,
  onLike,
  onSaved,
  onDelete,
}: Properties) {
  const [editing, setEditing] = useState(false);
  useEffect(() => setEditing(false), [item.id]);
  const words = explanation === undefined ? [] : wordShares(explanation);
  return (
    <>
      <h2 class="detail-title">{titleOf(item)}</h2>
      {item.captions.length > 1 && (
        <ul class="captions">
          {item.captions.slice(1).map((caption) => (
            <li key={caption}>{caption}</li>
          ))}
        </ul>
      )}
      <div class="actions">
        {item.image && (
          <button type="button" class="button primary" onClick={() => onLike(item.id)}>
            <Icon of={Images} size={16} />
            {en.detail.like}
          </button>
        )}
        {item.image && (
          <a
            class="button square"
            aria-label={en.detail.startClass}
            title={en.detail.startClass}
            href={newClassOf([item.id], item.collection)}
          >
            <Icon of={Shapes} size={16} />
          </a>
        )}
        <CopyLink />
        {item.image && <DownloadPicture item={item} />}
        <button
          type="button"
          class="button square"
          aria-label={en.manage.editLong}
          title={en.manage.editLong}
          aria-expanded={editing}
          onClick={() => setEditing(!editing)}
        >
          <Icon of={SquarePen} size={16} />
        </button>
        <button
          type="button"
          class="button square"
          aria-label={en.manage.remove}
          title={en.manage.remove}
          onClick={onDelete}
        >
          <Icon of={Trash2} size={16} />
        </button>
      </div>
      {editing && (
        <EditItem
          key={item.id}
          item={item}
          onCancel={() => setEditing(false)}
          onSaved={() => {
            setEditing(false);
            onSaved();
          }}
        />
      )}
      {words.length > 0 && (
        <section class="detail-section">
          <header>
            <h3>{en.words.looked}</h3>
            <Switch label={en.words.heat} checked={heat} onChange={onHeat} />
          </header>
          <div
            class="words"
            role="group"
            aria-label={en.words.label}
            onPointerLeave={() => onWord(undefined)}
          >
            {words.map(({ text, index, share }) => (
              <button
                key={`${index}:${text}`}
                type="button"
                class="word"
                aria-pressed={word === index}
                style={{ '--share': share }}
                onPointerEnter={() => onWord(index)}
                onFocus={() => onWord(index)}
                onBlur={() => onWord(undefined)}
              >
                {text}
                <span class="word-share">{en.words.share(share)}</span>
              </button>
            ))}
          </div>
          <p class="muted small">{en.words.explain}</p>
        </section>
      )}
      {waiting && <p class="muted small detail-waiting">{en.why.waiting}</p>}
      {explanation !== undefined && <Why explanation={explanation} skipped={skipped} />}
      <Metadata item={item} hitClass={hitClass} />
    </>
  );
}

function Why({ explanation, skipped }: { explanation: Explanation; skipped?: string }) {
  return (
    <section class="detail-section">
      <h3>{en.why.title(explanation.rank)}</h3>
      <ol class="why">
        {inWords(explanation, skipped).map((step, index) => (
          <li key={index} data-kind={step.kind}>
            <strong>{step.title}</strong>
            <span>{step.text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Metadata({ item, hitClass }: Pick<Properties, 'item' | 'hitClass'>) {
  const entries = Object.entries(item.metadata as Record<string, unknown>);
  return (
    <section class="detail-section">
      <h3>{en.detail.about}</h3>
      <dl class="facts">
        {hitClass !== undefined && (
          <div>
            <dt>{en.detail.class}</dt>
            <dd>
              <a href={`/catalogue?class=${encodeURIComponent(hitClass.id)}`}>{hitClass.name}</a>{' '}
              <span class="muted">{en.preview.sure(hitClass.probability)}</span>
            </dd>
          </div>
        )}
        {entries.map(([field, value]) => (
          <div key={field}>
            <dt>{en.filters.field(field)}</dt>
            <dd>{en.detail.value(value)}</dd>
          </div>
        ))}
        {item.image && (
          <div>
            <dt>{en.detail.size}</dt>
            <dd>{en.detail.pixels(item.image.width, item.image.height)}</dd>
          </div>
        )}
        <div>
          <dt>{en.detail.id}</dt>
          <dd class="mono">{item.id}</dd>
        </div>
        <div>
          <dt>{en.detail.added}</dt>
          <dd>{en.date(item.createdAt)}</dd>
        </div>
      </dl>
    </section>
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
    const name =
      typeof file === 'string' ? file.split('/').at(-1)! : `${id}.${image?.type.split('/')[1] ?? ''}`;
    saveFile(await response.blob(), name);
  };
  const { busy, send } = useSending();
  return (
    <button
      type="button"
      class="button square"
      aria-label={en.manage.download}
      title={en.manage.download}
      disabled={busy}
      onClick={() => void send(save)}
    >
      <Icon of={Download} size={16} />
    </button>
  );
}

function CopyLink() {
  const { copied, copy, forget } = useCopied();
  return (
    <button
      type="button"
      class="button square"
      aria-label={copied ? en.detail.copied : en.detail.copy}
      title={en.detail.copy}
      onClick={() => {
        const here = window.location.href;
        copy(here, () => window.prompt(en.detail.copyByHand, here));
      }}
      onBlur={forget}
    >
      <Icon of={copied ? Check : Link} size={16} />
      <span class="visually-hidden" aria-live="polite">
        {copied ? en.detail.copied : ''}
      </span>
    </button>
  );
}
