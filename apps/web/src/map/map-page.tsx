import type { Job } from '@unseen/client';
import { LayoutGrid, RefreshCw } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { SelectionBar } from '../manage/selection-bar.tsx';
import { SelectionProvider, useSelecting } from '../manage/selection.ts';
import { unseen } from '../platform/client.ts';
import { useLoaded } from '../platform/use-loaded.ts';
import { go, usePlace } from '../router/place.ts';
import { DEFAULT_COLLECTION } from '../search/query.ts';
import { t } from '../text/text.ts';
import { CollectionSelect } from '../ui/collection-select.tsx';
import { Empty } from '../ui/empty.tsx';
import { IconAct } from '../ui/icon-act.tsx';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { Segments } from '../ui/segments.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { InSight } from './in-sight.tsx';
import { MapView } from './map-view.tsx';
import { onlyThese } from './only-these.ts';
import { useMapJob } from './use-map-job.ts';
import { type FetchedMap, useMap, usePoints, type Way, WAYS } from './use-points.ts';
import './map.css';

/** A collection from above: what is alike lies together, or each picture lies where it was taken. */
export function MapPage() {
  const { params } = usePlace();
  const collection = params.get('c') ?? DEFAULT_COLLECTION;
  const way = WAYS.find((each) => each === params.get('by')) ?? 'likeness';
  const collections = useLoaded((signal) => unseen.collections({ signal }), []);
  const show = (name: string, by: Way) =>
    go(
      '/map',
      new URLSearchParams({
        ...(name !== DEFAULT_COLLECTION && { c: name }),
        ...(by !== 'likeness' && { by }),
      }),
    );
  return (
    <div class="map-page">
      <header class="page-head">
        <h1>{t.map.title}</h1>
        <p>{t.map.leads[way]}</p>
      </header>
      <MapOf key={`${collection} ${way}`} collection={collection} way={way}>
        <CollectionSelect
          value={collection}
          collections={collections.value}
          onChange={(name) => show(name, way)}
        />
        <Segments
          label={t.map.by}
          values={WAYS}
          names={t.map.ways}
          value={way}
          onChange={(by) => show(collection, by)}
        />
      </MapOf>
    </div>
  );
}

interface MapProperties {
  readonly collection: string;
  readonly way: Way;
  /** What chooses the map. */
  readonly children: ComponentChildren;
}

function MapOf({ collection, way, children }: MapProperties) {
  const { value: map, error, reload } = useMap(collection, way);
  const making = useMapJob(collection, reload);
  const trouble = making.error ?? error;
  return (
    <>
      <div class="map-bar">
        {children}
        {making.job !== undefined && <Making {...making.job} />}
        {making.job === undefined && map?.made && <Made {...map.made} onMake={making.start} />}
      </div>
      {trouble !== undefined && <Trouble error={trouble} retry={map === undefined ? reload : undefined} />}
      {map === undefined && trouble === undefined && <Loading />}
      {map === null && making.job === undefined && (
        <Empty title={t.map.none} text={t.map.noneText}>
          <button type="button" class="button primary" onClick={making.start}>
            {t.map.make}
          </button>
        </Empty>
      )}
      {map && <Shown collection={collection} way={way} map={map} onChanged={reload} />}
    </>
  );
}

/** How old a map is. */
function Made({
  at,
  changedSince,
  onMake,
}: NonNullable<FetchedMap['made']> & { readonly onMake: () => void }) {
  return (
    <div class="map-made">
      <p class="muted small numbers">{t.map.made(at, changedSince)}</p>
      <IconAct icon={RefreshCw} label={t.map.again} onClick={onMake} />
    </div>
  );
}

function Making({ done, total }: Pick<Job, 'done' | 'total'>) {
  return (
    <div class="map-made" role="status">
      <p class="small numbers">{t.map.making(done, total ?? 0)}</p>
      <progress aria-label={t.map.makingShort} max={total || 1} value={done === 0 ? undefined : done} />
    </div>
  );
}

function Shown({
  collection,
  way,
  map,
  onChanged,
}: {
  readonly collection: string;
  readonly way: Way;
  readonly map: FetchedMap;
  readonly onChanged: () => void;
}) {
  const points = usePoints(collection, map.listed);
  const [seen, setSeen] = useState<readonly string[]>([]);
  const name = `${collection} ${way}`;
  const selection = useSelecting(seen, name);
  const open = (id: string) =>
    go('/', new URLSearchParams({ ...(collection !== DEFAULT_COLLECTION && { c: collection }), hit: id }));
  if (points === undefined || points.ids.length === 0)
    return way === 'place' ? (
      <Empty title={t.map.noPlaces} text={t.map.noPlacesText} />
    ) : (
      <Empty title={t.browse.empty(collection)} text={t.browse.emptyText} />
    );
  const chosen = [...selection.chosen];
  return (
    <SelectionProvider value={selection}>
      <MapView
        name={name}
        collection={collection}
        points={points}
        ground={map.ground}
        onOpen={open}
        onSight={setSeen}
      />
      <InSight collection={collection} ids={seen} chosen={chosen} onOpen={open} />
      <SelectionBar selection={selection} collection={collection} onChanged={onChanged}>
        <ShowOnly collection={collection} ids={chosen} />
      </SelectionBar>
    </SelectionProvider>
  );
}

/** Shows what is chosen as the list of the collection, to be searched and filtered further. */
function ShowOnly({ collection, ids }: { readonly collection: string; readonly ids: readonly string[] }) {
  const link = onlyThese(collection, ids);
  return (
    <a
      class="button small"
      href={link}
      aria-disabled={link === undefined || undefined}
      title={link === undefined && ids.length > 0 ? t.map.tooMany : undefined}
    >
      <Icon of={LayoutGrid} size={16} />
      <span>{t.map.showOnly}</span>
    </a>
  );
}
