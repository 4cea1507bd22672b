import type { Collection } from '@unseen/client';
import { Ban, X } from 'lucide';
import { useState } from 'preact/hooks';
import { en } from '../text/en.ts';
import { Icon } from '../ui/icon.tsx';
import { Switch } from '../ui/switch.tsx';
import { withoutField } from './filters.ts';
import type { Query } from './query.ts';

interface Properties {
  readonly query: Query;
  readonly collections: readonly Collection[] | undefined;
  readonly searching: boolean;
  readonly onChange: (query: Query) => void;
}

/** Where to search, what not to show, what to filter by, and whether attention re-scores. */
export function Toolbar({ query, collections = [], searching, onChange }: Properties) {
  const names = new Set([query.collection, ...collections.map(({ name }) => name)]);
  return (
    <div class="toolbar">
      <label class="select">
        <span class="visually-hidden">{en.search.collection}</span>
        <select
          value={query.collection}
          onChange={(event) =>
            onChange({ ...query, collection: event.currentTarget.value, filter: {}, like: undefined })
          }
        >
          {[...names].map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {searching && (
        <NotInput onAdd={(text) => onChange({ ...query, not: [...new Set([...query.not, text])] })} />
      )}
      {query.not.map((text) => (
        <Chip
          key={text}
          kind="not"
          label={en.search.notChip(text)}
          onRemove={() => onChange({ ...query, not: query.not.filter((other) => other !== text) })}
        />
      ))}
      {Object.entries(query.filter).map(([field, filter]) => (
        <Chip
          key={field}
          kind="filter"
          label={en.search.filterChip(field, filter)}
          onRemove={() => onChange({ ...query, filter: withoutField(query.filter, field) })}
        />
      ))}
      {searching && query.text !== '' && (
        <>
          <Switch
            label={en.search.attention}
            checked={query.attention}
            onChange={(attention) => onChange({ ...query, attention })}
          />
          <Switch
            label={en.search.close}
            checked={query.close}
            onChange={(close) => onChange({ ...query, close })}
          />
        </>
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
        aria-label={en.search.notLabel}
        placeholder={en.search.notPlaceholder}
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
      <button
        type="button"
        aria-label={en.search.remove(label)}
        title={en.search.remove(label)}
        onClick={onRemove}
      >
        <Icon of={X} size={14} />
      </button>
    </span>
  );
}
