import { Image, Search, X } from 'lucide';
import type { RefObject } from 'preact';
import { t } from '../text/text.ts';
import { FilePicture } from '../ui/file-picture.tsx';
import { Icon } from '../ui/icon.tsx';
import { Picture } from '../ui/picture.tsx';
import { RemoveButton } from '../ui/remove-button.tsx';
import { type Query, withoutFilters } from './query.ts';

interface Properties {
  readonly query: Query;
  readonly picture: File | undefined;
  readonly busy: boolean;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onChange: (query: Query, options?: { replace?: boolean; hash?: string }) => void;
  readonly onPicture: (picture: File | undefined) => void;
}

/** The text, and the picture to search with. Every letter searches. */
export function SearchBox({ query, picture, busy, input, onChange, onPicture }: Properties) {
  const empty = query.text === '' && picture === undefined && query.like === undefined;
  return (
    <form
      class="search-box"
      role="search"
      data-busy={busy || undefined}
      onSubmit={(event) => event.preventDefault()}
    >
      <Icon of={Search} size={20} />
      {picture !== undefined && (
        <Chosen label={t.search.yourPicture} onRemove={() => onPicture(undefined)}>
          <FilePicture file={picture} alt={t.search.yourPicture} />
        </Chosen>
      )}
      {picture === undefined && query.like !== undefined && (
        <Chosen label={t.search.like(query.like)} onRemove={() => onChange({ ...query, like: undefined })}>
          <Picture id={query.like} collection={query.collection} alt="" eager />
        </Chosen>
      )}
      <input
        ref={input}
        type="search"
        name="q"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        enterkeyhint="search"
        aria-label={t.search.label}
        placeholder={(picture ?? query.like) ? t.search.withPicture : t.search.placeholder}
        value={query.text}
        onInput={(event) =>
          onChange({ ...query, text: event.currentTarget.value }, { replace: query.text !== '' })
        }
      />
      {!empty && (
        <button
          type="button"
          class="icon-button"
          aria-label={t.search.clear}
          title={t.search.clear}
          onClick={() => {
            onChange(
              { ...withoutFilters(query), text: '', like: undefined, not: [], unlike: [], close: false },
              { hash: '' },
            );
            input.current?.focus();
          }}
        >
          <Icon of={X} />
        </button>
      )}
      <label class="icon-button file-button" title={t.search.choosePicture}>
        <Icon of={Image} size={20} />
        <span class="visually-hidden">{t.search.choosePicture}</span>
        <input
          type="file"
          accept="image/*"
          class="visually-hidden"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file !== undefined) onPicture(file);
            event.currentTarget.value = '';
          }}
        />
      </label>
      <span class="progress" aria-hidden="true" />
    </form>
  );
}

function Chosen({
  label,
  onRemove,
  children,
}: {
  label: string;
  onRemove: () => void;
  children: preact.ComponentChildren;
}) {
  return (
    <span class="chosen">
      {children}
      <RemoveButton label={label} onRemove={onRemove} />
    </span>
  );
}
