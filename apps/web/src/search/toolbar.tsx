import type { Collection } from '@unseen/client';
import { Ban, SlidersHorizontal } from 'lucide';
import { useState } from 'preact/hooks';
import { t } from '../text/text.ts';
import { CollectionSelect } from '../ui/collection-select.tsx';
import { Icon } from '../ui/icon.tsx';
import { Picture } from '../ui/picture.tsx';
import { RemoveButton } from '../ui/remove-button.tsx';
import { Switch } from '../ui/switch.tsx';
import { withoutField } from './filters.ts';
import type { Query } from './query.ts';

interface Properties {
  readonly query: Query;
  readonly collections: readonly Collection[] | undefined;
  readonly searching: boolean;
  /** Whether there is a field to filter by. */
  readonly fields: boolean;
  /** Whether filters and switches are shown where there is little room. */
  readonly options: boolean;
  readonly onOptions: (shown: boolean) => void;
  readonly onChange: (query: Query) => void;
}

/** Where to search, what not to show, what to filter by, and whether attention re-scores. */
export function Toolbar({ query, collections, searching, fields, options, onOptions, onChange }: Properties) {
  const scored = searching && query.text !== '';
  return (
    <div class="toolbar">
      <CollectionSelect
        value={query.collection}
        collections={collections}
        onChange={(collection) =>
          onChange({ ...query, collection, filter: {}, like: undefined, unlike: [], at: undefined })
        }
      />
      {searching && (
        <NotInput onAdd={(text) => onChange({ ...query, not: [...new Set([...query.not, text])] })} />
      )}
      {(searching || fields) && (
        <button
          type="button"
          class="button small options-toggle"
          aria-expanded={options}
          aria-label={t.filters.options(Object.keys(query.filter).length)}
          title={t.filters.options(Object.keys(query.filter).length)}
          onClick={() => onOptions(!options)}
        >
          <Icon of={SlidersHorizontal} size={16} />
          {Object.keys(query.filter).length > 0 && t.number(Object.keys(query.filter).length)}
        </button>
      )}
      {query.not.map((text) => (
        <Chip
          key={text}
          kind="not"
          label={t.search.notChip(text)}
          onRemove={() => onChange({ ...query, not: query.not.filter((other) => other !== text) })}
        />
      ))}
      {query.unlike.map((id) => (
        <span key={id} class="chip" data-kind="not">
          {t.search.unlikeChip}
          <Picture id={id} collection={query.collection} alt="" eager />
          <RemoveButton
            label={t.search.unlike(id)}
            onRemove={() => onChange({ ...query, unlike: query.unlike.filter((other) => other !== id) })}
          />
        </span>
      ))}
      {Object.entries(query.filter).map(([field, filter]) => (
        <Chip
          key={field}
          kind="filter"
          label={t.search.filterChip(field, filter)}
          onRemove={() => onChange({ ...query, filter: withoutField(query.filter, field) })}
        />
      ))}
      {scored && (
        <span class="toolbar-switches" data-open={options || undefined}>
          <Switch
            label={t.search.attention}
            help={t.search.attentionHelp}
            checked={query.attention}
            onChange={(attention) => onChange({ ...query, attention })}
          />
          <Switch
            label={t.search.close}
            checked={query.close}
            onChange={(close) => onChange({ ...query, close })}
          />
        </span>
      )}
    </div>
  );
}

function NotInput({ onAdd }: { onAdd: (text: string) => void }) {
  const [text, setText] = useState('');
  return (
    <form
      class="not-input"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') onAdd(text.trim());
        setText('');
      }}
    >
      <Icon of={Ban} size={15} />
      <input
        type="text"
        name="not"
        aria-label={t.search.notLabel}
        placeholder={t.search.notPlaceholder}
        enterkeyhint="done"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </form>
  );
}

function Chip({ kind, label, onRemove }: { kind: 'not' | 'filter'; label: string; onRemove: () => void }) {
  return (
    <span class="chip" data-kind={kind}>
      {label}
      <RemoveButton label={label} onRemove={onRemove} />
    </span>
  );
}
