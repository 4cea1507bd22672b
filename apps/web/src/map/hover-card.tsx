import { useLoaded } from '../platform/use-loaded.ts';
import { unseen } from '../platform/client.ts';
import { titleOf } from '../search/tile.tsx';
import { Picture } from '../ui/picture.tsx';
import type { Size } from './camera.ts';
import type { Spot } from './points.ts';

interface Properties {
  readonly id: string;
  readonly collection: string;
  readonly hasImage: boolean;
  /** Where the pointer is, in pixels of the map. */
  readonly spot: Spot;
  /** Of the map. */
  readonly size: Size;
}

/** Pixels between the pointer and the card, and the most a card takes. */
const AWAY = 18;
const MOST = { width: 220, height: 260 };

/** What a point under the pointer is. */
export function HoverCard({ id, collection, hasImage, spot, size }: Properties) {
  const { value } = useLoaded((signal) => unseen.item(id, { collection, signal }), [id, collection]);
  const left = spot.x + AWAY + MOST.width > size.width ? spot.x - AWAY - MOST.width : spot.x + AWAY;
  const top = Math.max(8, Math.min(spot.y + AWAY, size.height - MOST.height));
  return (
    <div class="map-card" aria-hidden="true" style={{ left: `${Math.max(8, left)}px`, top: `${top}px` }}>
      {hasImage && <Picture id={id} collection={collection} alt="" eager />}
      <p>{value === undefined ? '\u00a0' : titleOf(value)}</p>
    </div>
  );
}
