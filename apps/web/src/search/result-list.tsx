import type { Facet } from '@unseen/client';
import { useMemo, useRef, useState } from 'preact/hooks';
import { SelectButton } from '../manage/select-button.tsx';
import { t } from '../text/text.ts';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { AsCode } from './as-code.tsx';
import { ClassRow } from './class-row.tsx';
import { Grid } from './grid.tsx';
import { movement } from './movement.ts';
import { isFiltered, type Query, withoutFilters } from './query.ts';
import { SortSelect } from './sort-select.tsx';
import { Tile } from './tile.tsx';
import { useExplained } from './use-explained.ts';
import { keptHits, keyOf, PAGE, type Results } from './use-search.ts';
import { WordBar } from './word-bar.tsx';

interface Properties {
  readonly query: Query;
  readonly picture: File | undefined;
  readonly facets: readonly Facet[];
  readonly results: Results;
  readonly onOpen: (id: string) => void;
  readonly onChange: (query: Query) => void;
}

/** What was found, best first. */
export function ResultList({ query, picture, facets, results, onOpen, onChange }: Properties) {
  const [word, setWord] = useState<number>();
  const [curious, setCurious] = useState(false);
  const { hits, pages, error, loading } = results;
  const settled = results.key === keyOf(query, picture);
  const explained = useExplained(query, picture, curious && settled ? Math.min(hits.length, PAGE) : 0);
  const moved = useMoved(query, picture, results);
  const opening = useRef(onOpen);
  opening.current = onOpen;
  // Letters that are typed draw nothing anew until their hits are there.
  const tiles = useMemo(
    () => (
      <Grid key={withoutSwitch(results.key)} order={hits.map(({ id }) => id)} moving={moved.size > 0}>
        {hits.map((hit, index) => (
          <Tile
            key={hit.id}
            {...hit}
            collection={query.collection}
            rank={index + 1}
            eager={index < 12}
            moved={moved.get(hit.id)}
            grid={word === undefined ? undefined : gridOf(explained?.get(hit.id)?.attention, word)}
            onOpen={(id) => opening.current(id)}
          />
        ))}
      </Grid>
    ),
    [results.key, hits, moved, explained, word, t],
  );
  const classes = <ClassRow query={query} picture={picture} results={results} onChange={onChange} />;
  if (error !== undefined && hits.length === 0) return <Trouble error={error} retry={results.retry} />;
  if (pages.length === 0) return <Loading />;
  const first = pages[0];
  if (hits.length === 0) {
    return (
      <>
        {classes}
        <Empty title={t.results.none} text={first?.warnings?.[0]?.detail ?? t.results.noneText(query)}>
          {(first?.cut ?? 0) > 0 && (
            <button type="button" class="button primary" onClick={() => onChange({ ...query, close: false })}>
              {t.results.showTail(first?.cut ?? 0)}
            </button>
          )}
          {isFiltered(query) && (
            <button type="button" class="button" onClick={() => onChange(withoutFilters(query))}>
              {t.results.dropFilters}
            </button>
          )}
        </Empty>
      </>
    );
  }
  return (
    <section class="results" aria-label={t.results.title} aria-busy={loading}>
      {classes}
      <div class="results-head">
        <p class="muted" role="status">
          {t.results.summary(hits.length, results.more !== undefined, first)}
        </p>
        {query.text !== '' && query.attention && first?.rescored === true && (
          <WordBar
            text={query.text}
            words={explained && [...explained.values()].find(({ attention }) => attention)?.attention?.words}
            chosen={word}
            onCurious={() => setCurious(true)}
            onChoose={setWord}
          />
        )}
        <span class="results-acts">
          <SortSelect query={query} facets={facets} searching onChange={onChange} />
          <SelectButton />
          <AsCode query={query} />
        </span>
      </div>
      {(first?.warnings ?? []).map(({ detail }) => (
        <p key={detail} class="muted" role="status">
          {detail}
        </p>
      ))}
      {error !== undefined && <Trouble error={error} retry={results.retry} />}
      {tiles}
      <div class="results-foot">
        {results.more !== undefined ? (
          <button type="button" class="button" disabled={loading} onClick={results.more}>
            {t.results.more}
          </button>
        ) : (
          <p class="muted">
            {t.results.end(first?.cut ?? 0, first?.vetoed ?? 0)}{' '}
            {(first?.cut ?? 0) > 0 && (
              <button type="button" class="link-button" onClick={() => onChange({ ...query, close: false })}>
                {t.results.showTail(first?.cut ?? 0)}
              </button>
            )}
          </p>
        )}
      </div>
    </section>
  );
}

function gridOf(
  attention:
    { rows: number; cols: number; words: readonly { weights: number[]; strength?: number }[] } | undefined,
  word: number,
) {
  const looked = attention?.words[word];
  return attention === undefined || looked === undefined
    ? undefined
    : { rows: attention.rows, cols: attention.cols, weights: looked.weights, strength: looked.strength };
}

/** Another search is another list: only re-scoring moves tiles of the same one. */
function withoutSwitch(key: string | undefined): string {
  return (key ?? '').replace(/&?attention=off/, '');
}

/** How far each hit moved since re-scoring was switched, once both orders are known. */
function useMoved(query: Query, picture: File | undefined, results: Results): ReadonlyMap<string, number> {
  const last = useRef<{ other: string; attention: boolean }>(undefined);
  const other = keyOf({ ...query, attention: !query.attention }, picture);
  const base = keyOf({ ...query, attention: true }, picture);
  const switched = useRef<string>(undefined);
  if (last.current !== undefined && last.current.other === base && last.current.attention !== query.attention)
    switched.current = base;
  last.current = { other: base, attention: query.attention };
  const before = switched.current === base ? keptHits(other) : undefined;
  return useMemo(
    () => movement(before ?? [], results.hits),
    [before?.length, results.key, results.hits.length],
  );
}
