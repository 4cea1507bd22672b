import { dataOf, type Facet } from '@unseen/client';
import { Clock, Star, Tag, X } from 'lucide';
import { useEffect } from 'preact/hooks';
import { unseen } from '../platform/client.ts';
import { useLoaded } from '../platform/use-loaded.ts';
import { t } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import { isSearch, type Query, writeQuery } from './query.ts';
import { forget, remember, useRemembered } from './remembered.ts';
import { toggled } from './filters.ts';

interface Properties {
  readonly query: Query;
  readonly facets: readonly Facet[];
  /** Captions of what is there. */
  readonly captions: readonly string[];
  readonly onChange: (query: Query) => void;
}

/** So long a search must stand before it counts as one that was meant. */
const MEANT_MS = 2_500;
const MOST = 6;
/** Letters before anything is suggested. */
const LEAST = 2;

/** Under the search box: searches of before, and what fits what is being typed. */
export function SuggestRow({ query, facets, captions, onChange }: Properties) {
  const { recent, saved } = useRemembered();
  const params = writeQuery(query).toString();
  const searching = isSearch(query);
  const text = query.text.trim();
  useEffect(() => {
    if (text === '') return;
    const timer = setTimeout(() => remember('recent', { text, params }), MEANT_MS);
    return () => clearTimeout(timer);
  }, [text, params]);
  const isSaved = saved.some((search) => search.params === params);
  const typed = useTyped(query, facets);
  const past = [
    ...saved.map((search) => ({ ...search, icon: Star, label: t.recent.saved(search.text) })),
    ...recent
      .filter((search) => !saved.some(({ params: of }) => of === search.params))
      .map((search) => ({ ...search, icon: Clock, label: t.recent.again(search.text) })),
  ];
  const fitting = past.filter(
    ({ text: of, params: to }) => !searching || (to !== params && text !== '' && of.startsWith(text)),
  );
  return (
    <div class="suggest-row" role="group" aria-label={t.recent.label}>
      {searching && text !== '' && (
        <button
          type="button"
          class="icon-button suggest-save"
          aria-pressed={isSaved}
          aria-label={isSaved ? t.recent.forget : t.recent.save}
          title={isSaved ? t.recent.forget : t.recent.save}
          onClick={() => (isSaved ? forget('saved', params) : remember('saved', { text, params }))}
        >
          <Icon of={Star} size={16} />
        </button>
      )}
      {typed.slice(0, MOST).map(({ key, label, to }) => (
        <button key={key} type="button" class="word" onClick={() => onChange(to)}>
          <Icon of={Tag} size={14} />
          {label}
        </button>
      ))}
      {fitting.slice(0, searching ? 2 : MOST).map(({ params: to, text: of, icon, label }) => (
        <a key={to} class="word" href={`/?${to}`} aria-label={label} title={label}>
          <Icon of={icon} size={14} />
          {of}
        </a>
      ))}
      {!searching &&
        past.length < MOST &&
        spread(captions, MOST - Math.max(past.length, 2)).map((caption) => (
          <button
            key={`try ${caption}`}
            type="button"
            class="word"
            title={t.browse.tryIt(caption)}
            onClick={() => onChange({ ...query, text: caption })}
          >
            {caption}
          </button>
        ))}
      {!searching && recent.length > 0 && (
        <button
          type="button"
          class="icon-button"
          aria-label={t.recent.clear}
          title={t.recent.clear}
          onClick={() => forget('recent')}
        >
          <Icon of={X} size={15} />
        </button>
      )}
    </div>
  );
}

/** Some texts out of all parts of a list: whatever a collection holds, these find something. */
function spread(captions: readonly string[], most: number): string[] {
  const short = [...new Set(captions.filter(({ length }) => length < 40))];
  const step = Math.max(1, Math.floor(short.length / most));
  return Array.from({ length: most }, (_, at) => short[at * step + Math.floor(step / 2)] ?? []).flat();
}

/** Classes and values whose names begin with the last word that is typed. */
function useTyped(query: Query, facets: readonly Facet[]) {
  const word = query.text.split(/\s+/).at(-1)!.toLowerCase();
  const asked = word.length >= LEAST;
  const { value: classes } = useLoaded(
    async (signal) =>
      asked
        ? dataOf(await unseen.http.GET('/v1/classes', { params: { query: { q: word, limit: 4 } }, signal }))
            .classes
        : [],
    [word],
  );
  if (!asked) return [];
  const ofClasses = (classes ?? [])
    .filter(({ id, name }) => name.toLowerCase().startsWith(word) && !query.classes.includes(id))
    .map(({ id, name }) => ({
      key: `class ${id}`,
      label: t.recent.ofClass(name),
      to: { ...query, text: name, classes: [id] },
    }));
  const ofValues = facets.flatMap(({ field, values }) =>
    values
      .filter(
        ({ value }) =>
          typeof value === 'string' &&
          value.toLowerCase().startsWith(word) &&
          query.filter[field]?.in?.includes(value) !== true,
      )
      .slice(0, 2)
      .map(({ value }) => ({
        key: `${field} ${value}`,
        label: t.recent.ofValue(field, String(value)),
        to: { ...query, filter: toggled(query.filter, field, value) },
      })),
  );
  return [...ofClasses, ...ofValues];
}
