import type { Facet } from '@unseen/client';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { SelectionProvider, useSelecting } from '../manage/selection.ts';
import { SelectionBar } from '../manage/selection-bar.tsx';
import { useLoaded } from '../platform/use-loaded.ts';
import { unseen } from '../platform/client.ts';
import { cameBack, go, usePlace } from '../router/place.ts';
import { t } from '../text/text.ts';
import { Loading } from '../ui/loading.tsx';
import { Browse } from './browse.tsx';
import { Detail } from '../viewer/detail.tsx';
import { Facets } from './facets.tsx';
import { namesPicture, pictureOf, searchWith } from './picture-address.ts';
import { isSearch, type Query, readQuery, writeQuery } from './query.ts';
import { ResultList } from './result-list.tsx';
import { SearchBox } from './search-box.tsx';
import { SuggestRow } from './suggest-row.tsx';
import { Toolbar } from './toolbar.tsx';
import { forgetCounts, useFacetCounts } from './use-facet-counts.ts';
import { usePastedPicture } from './use-pasted-picture.ts';
import { forgetItems, useItems } from './use-items.ts';
import { forgetAnswers, keyOf, useSearch } from './use-search.ts';
import './search.css';

const NO_FIELDS: readonly Facet[] = [];

/** Finds pictures by words, by a picture, by both, and shows why each came up. */
export function SearchPage() {
  const { params, hash } = usePlace();
  const query = readQuery(params);
  const picture = pictureOf(hash);
  const [options, setOptions] = useState(false);
  const collections = useLoaded((signal) => unseen.collections({ signal }), []);
  // From the start, so that the first hits need not wait for it, nor make room for it later.
  const facets = useLoaded((signal) => unseen.facets(query.collection, { signal }), [query.collection]);
  const results = useSearch(query, picture);
  const input = useRef<HTMLInputElement>(null);
  const searching = isSearch(query, picture);
  const browsed = useItems(query, !searching);
  const counts = useFacetCounts(query, picture, facets.value);
  const fields = facets.value ?? NO_FIELDS;
  // Nothing moves later to make room for them.
  const known = [facets, collections].every(({ value, error }) => value !== undefined || error !== undefined);
  const open = params.get('hit') ?? undefined;
  const listed: readonly { readonly id: string }[] = searching ? results.hits : browsed.items;
  const order = useMemo(() => listed.map(({ id }) => id), [listed]);
  const selection = useSelecting(order, searching ? keyOf(query, picture) : writeQuery(query).toString());
  const changed = () => {
    forgetAnswers();
    forgetItems();
    forgetCounts();
    results.retry();
    browsed.reload();
  };

  const change = useCallback((next: Query, { replace = false, hash: at = window.location.hash } = {}) => {
    go('/', writeQuery(next), { replace, hash: at });
  }, []);
  const changePicture = (file: File | undefined) =>
    file === undefined ? change(query, { hash: '' }) : void searchWith(file);
  const show = (id: string | undefined, replace = false) => {
    const next = writeQuery(query);
    if (id !== undefined) next.set('hit', id);
    go('/', next, { replace, hash });
  };
  usePastedPicture(paste);
  useFocusOnSlash(input);
  useEffect(() => {
    // Whoever comes wants to search; a keyboard on the screen would hide what there is.
    const touch = window.matchMedia('(pointer: coarse)').matches;
    if (!touch && !searching && open === undefined && !cameBack())
      input.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    document.title = query.text === '' ? 'Unseen' : `${query.text} · Unseen`;
  }, [query.text]);

  return (
    <SelectionProvider value={selection}>
      <div class="search-page">
        <h1 class="visually-hidden">{t.search.title}</h1>
        <SearchBox
          query={query}
          picture={picture}
          busy={results.loading && searching}
          input={input}
          onChange={change}
          onPicture={changePicture}
        />
        {namesPicture(hash) && picture === undefined && (
          <p class="muted small" role="status">
            {t.search.pictureLost}
          </p>
        )}
        <SuggestRow
          query={query}
          facets={fields}
          captions={browsed.items.slice(0, 60).flatMap(({ caption }) => caption ?? [])}
          onChange={change}
        />
        <Toolbar
          query={query}
          collections={collections.value}
          searching={searching}
          fields={fields.length > 0}
          options={options}
          onOptions={setOptions}
          onChange={change}
        />
        {!known && <Loading />}
        {known && (
          <div class="columns">
            <Facets
              query={query}
              facets={fields}
              counts={counts}
              open={options}
              onChange={change}
              onClose={() => setOptions(false)}
            />
            {searching ? (
              <ResultList
                query={query}
                picture={picture}
                facets={fields}
                results={results}
                onOpen={(id) => show(id)}
                onChange={change}
              />
            ) : (
              <Browse
                query={query}
                collections={collections}
                facets={fields}
                total={counts?.total?.value}
                shown={browsed}
                onOpen={(id) => show(id)}
                onChange={change}
              />
            )}
          </div>
        )}
        {open !== undefined && (
          <Detail
            id={open}
            query={query}
            picture={picture}
            results={results}
            order={order}
            onChanged={changed}
            onClose={() => {
              show(undefined);
              focusTile(open);
            }}
            onMove={(id) => show(id, true)}
            more={searching ? results.more : browsed.more}
            onPart={(part) => {
              change({ ...query, text: '', not: [], unlike: [], like: undefined }, { hash: '' });
              void searchWith(part);
            }}
            onQuery={(next) => {
              change(next, next.like === query.like ? {} : { hash: '' });
            }}
          />
        )}
        <SelectionBar selection={selection} collection={query.collection} onChanged={changed} />
      </div>
    </SelectionProvider>
  );
}

/** A pasted picture is searched with. */
const paste = (file: File) => void searchWith(file);

/** Whoever closes an item goes on from its tile. */
function focusTile(id: string): void {
  // Once the dialog is gone: it would take the focus with it.
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(`.tile[data-id="${CSS.escape(id)}"] > a`)?.focus();
  });
}

/** `/` goes to the search box, unless someone is typing. */
function useFocusOnSlash(input: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      // Focused already, and empty: the key says the same.
      if (event.key === '/' && target === input.current && input.current.value === '')
        return event.preventDefault();
      if (
        event.key !== '/' ||
        event.ctrlKey ||
        event.metaKey ||
        target.closest('input, textarea, select, dialog')
      )
        return;
      event.preventDefault();
      input.current?.select();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [input]);
}
