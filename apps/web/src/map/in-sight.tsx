import { SelectButton } from '../manage/select-button.tsx';
import { unseen } from '../platform/client.ts';
import { useLoaded } from '../platform/use-loaded.ts';
import { Grid } from '../search/grid.tsx';
import { Tile } from '../search/tile.tsx';
import { t } from '../text/text.ts';

interface Properties {
  readonly collection: string;
  /** What is in sight of the map. */
  readonly ids: readonly string[];
  /** What is chosen: it is listed instead. */
  readonly chosen: readonly string[];
  readonly onOpen: (id: string) => void;
}

/** Items listed at most. */
const MOST = 24;

/** The same as a list: what is chosen on a map, or else what is in sight. */
export function InSight({ collection, ids, chosen, onOpen }: Properties) {
  const all = chosen.length > 0 ? chosen : ids;
  const listed = all.slice(0, MOST);
  const { value } = useLoaded(
    async (signal) => {
      if (listed.length === 0) return [];
      const filter = JSON.stringify({ $id: { in: listed } });
      return (await unseen.listItems({ collection, filter, limit: MOST }, { signal })).items;
    },
    [collection, listed.join('\n')],
  );
  const items = value?.filter(({ id }) => listed.includes(id)) ?? [];
  return (
    <section class="map-list" aria-labelledby="map-list">
      <div class="map-list-head">
        <div role="status">
          <h2 id="map-list">{chosen.length > 0 ? t.map.chosen(chosen.length) : t.map.inSight(ids.length)}</h2>
        </div>
        {all.length > MOST && <p class="muted small">{t.map.firstOf(MOST)}</p>}
        <SelectButton />
      </div>
      <Grid order={items.map(({ id }) => id)}>
        {items.map(({ id, caption, metadata, image }) => (
          <Tile
            key={id}
            id={id}
            collection={collection}
            caption={caption}
            metadata={metadata}
            hasImage={image !== undefined}
            image={image}
            onOpen={onOpen}
          />
        ))}
      </Grid>
    </section>
  );
}
