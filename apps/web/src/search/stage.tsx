import type { Item } from '@unseen/client';
import { useState } from 'preact/hooks';
import { Heat } from '../explain/heat.tsx';
import type { Grid } from '../explain/smooth-grid.ts';
import { Picture } from '../ui/picture.tsx';
import { titleOf } from './tile.tsx';

/** Types every browser shows; others are shown by their thumbnail. */
const WEB_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'];

/** The picture as large as there is room, with attention over it: the thumbnail first, the original when it is there. */
export function Stage({ item, grid }: { item: Item; grid: Grid | undefined }) {
  const [sharp, setSharp] = useState<string>();
  const { id, collection, image } = item;
  if (image === undefined) {
    return (
      <div class="stage-text">
        {item.captions.map((caption) => (
          <p key={caption}>{caption}</p>
        ))}
      </div>
    );
  }
  const original = WEB_TYPES.includes(image.type);
  return (
    <div class="stage" style={{ '--ratio': image.width / image.height, '--width': `${image.width}px` }}>
      {sharp !== id && <Picture key={id} id={id} collection={collection} alt={titleOf(item)} eager />}
      {original && (
        <span class="stage-original" data-ready={sharp === id || undefined}>
          <Picture
            key={id}
            id={id}
            collection={collection}
            alt={titleOf(item)}
            size="original"
            eager
            onLoad={() => setSharp(id)}
          />
        </span>
      )}
      {grid && <Heat grid={grid} />}
    </div>
  );
}
