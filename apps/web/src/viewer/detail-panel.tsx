import type { Explanation, Hit, Item } from '@unseen/client';
import { useEffect, useState } from 'preact/hooks';
import { inSentences } from '../explain/in-sentences.ts';
import { inWords, wordShares } from '../explain/in-words.ts';
import { EditItem } from '../manage/edit-item.tsx';
import type { Query } from '../search/query.ts';
import { titleOf } from '../search/tile.tsx';
import { t } from '../text/text.ts';
import { Switch } from '../ui/switch.tsx';
import { DetailActs } from './detail-acts.tsx';
import { ItemJson } from './item-json.tsx';
import { WrittenWords, type Written } from './written-words.tsx';

interface Properties {
  readonly item: Item;
  readonly query: Query;
  /** As the search found it, where it did. */
  readonly hit: Hit | undefined;
  readonly explanation: Explanation | undefined;
  /** Whether an explanation is on its way. */
  readonly waiting: boolean;
  readonly skipped?: string;
  readonly word: number | undefined;
  readonly heat: boolean;
  readonly written: Written;
  readonly onWord: (word: number | undefined) => void;
  readonly onHeat: (shown: boolean) => void;
  readonly onQuery: (query: Query) => void;
  /** Told when the item has been changed. */
  readonly onSaved: () => void;
  readonly onDelete: () => void;
}

/** What there is to say about an item: its words, why it came up, what it carries. */
export function DetailPanel({
  item,
  query,
  hit,
  explanation,
  waiting,
  skipped,
  word,
  heat,
  written,
  onWord,
  onHeat,
  onQuery,
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
      <DetailActs
        item={item}
        query={query}
        editing={editing}
        onQuery={onQuery}
        onEdit={() => setEditing(!editing)}
        onDelete={onDelete}
      />
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
            <h3>{t.words.looked}</h3>
            <Switch label={t.words.heat} checked={heat} onChange={onHeat} />
          </header>
          <div class="words" role="group" aria-label={t.words.label} onPointerLeave={() => onWord(undefined)}>
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
                <span class="word-share">{t.words.share(share)}</span>
              </button>
            ))}
          </div>
          <p class="muted small">{t.words.explain}</p>
        </section>
      )}
      <WrittenWords {...written} />
      {waiting && <p class="muted small detail-waiting">{t.why.waiting}</p>}
      {explanation !== undefined && <Why explanation={explanation} match={hit?.match} skipped={skipped} />}
      <Metadata key={item.id} item={item} hit={hit} />
    </>
  );
}

function Why({
  explanation,
  match,
  skipped,
}: {
  explanation: Explanation;
  match?: number;
  skipped?: string;
}) {
  return (
    <section class="detail-section">
      <h3>{t.why.title(explanation.rank)}</h3>
      <ul class="why">
        {inSentences(explanation, match, skipped).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <details class="why-figures">
        <summary>{t.why.figures}</summary>
        <ol class="why-steps">
          {inWords(explanation, skipped).map((step, index) => (
            <li key={index} data-kind={step.kind}>
              <strong>{step.title}</strong>
              <span>{step.text}</span>
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}

function Metadata({ item, hit }: Pick<Properties, 'item' | 'hit'>) {
  const [json, setJson] = useState(false);
  const hitClass = hit?.class;
  const entries = Object.entries(item.metadata as Record<string, unknown>);
  return (
    <section class="detail-section">
      <header>
        <h3>{t.detail.about}</h3>
        <button type="button" class="button small" aria-expanded={json} onClick={() => setJson(!json)}>
          {hit === undefined ? t.detail.itemJson : t.detail.hitJson}
        </button>
      </header>
      <dl class="facts">
        {hitClass !== undefined && (
          <div>
            <dt>{t.detail.class}</dt>
            <dd>
              <a href={`/catalogue?class=${encodeURIComponent(hitClass.id)}`}>{hitClass.name}</a>{' '}
              <span class="muted">{t.preview.sure(hitClass.probability)}</span>
            </dd>
          </div>
        )}
        {entries.map(([field, value]) => (
          <div key={field}>
            <dt>{t.filters.field(field)}</dt>
            <dd>{t.detail.value(value)}</dd>
          </div>
        ))}
        {item.image && (
          <div>
            <dt>{t.detail.size}</dt>
            <dd>{t.detail.pixels(item.image.width, item.image.height)}</dd>
          </div>
        )}
        <div>
          <dt>{t.detail.id}</dt>
          <dd class="mono">{item.id}</dd>
        </div>
        <div>
          <dt>{t.detail.added}</dt>
          <dd>{t.date(item.createdAt)}</dd>
        </div>
      </dl>
      {json && <ItemJson item={item} hit={hit} />}
    </section>
  );
}
