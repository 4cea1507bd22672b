import type { Item, ItemText } from '@unseen/client';
import { useState } from 'preact/hooks';
import { Heat } from '../explain/heat.tsx';
import type { Grid } from '../explain/smooth-grid.ts';
import { titleOf } from '../search/tile.tsx';
import { Picture } from '../ui/picture.tsx';
import { RegionPicker } from './region-picker.tsx';
import { isAsked } from './written.ts';
import type { Zoom } from './zoom.ts';

/** Types every browser shows; others are shown by their thumbnail. */
const WEB_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'];

interface Properties {
  readonly item: Item;
  readonly zoom: Zoom;
  readonly grid: Grid | undefined;
  /** Words to be framed in the picture. */
  readonly words: ItemText['words'];
  /** Texts of the query: words of them are lit. */
  readonly asked: readonly string[];
  /** Set while a part of it is chosen. */
  readonly picking?: { readonly onCut: (picture: File) => void; readonly onClose: () => void };
  /** Told when the picture can be seen. */
  readonly onShown: (id: string) => void;
}

/** The picture as large as there is room, with attention and words over it: the thumbnail first, the original when it is there. */
export function Stage({ item, zoom, grid, words, asked, picking, onShown }: Properties) {
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
    <div
      class="stage"
      data-zoomed={zoom.scale > 1 || undefined}
      style={{
        '--ratio': image.width / image.height,
        '--width': `${image.width}px`,
        transform: `translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})`,
      }}
    >
      {sharp !== id && (
        <Picture
          key={id}
          id={id}
          collection={collection}
          alt={titleOf(item)}
          eager
          onLoad={original ? undefined : () => onShown(id)}
        />
      )}
      {original && (
        <span class="stage-original" data-ready={sharp === id || undefined}>
          <Picture
            key={id}
            id={id}
            collection={collection}
            alt={titleOf(item)}
            size="original"
            eager
            onLoad={() => {
              setSharp(id);
              onShown(id);
            }}
          />
        </span>
      )}
      {grid && <Heat grid={grid} />}
      {picking && <RegionPicker {...picking} />}
      {words.map((word, index) => {
        const [left = 0, top = 0, width = 0, height = 0] = word.box;
        return (
          <span
            key={index}
            class="written-box"
            title={word.text}
            data-asked={isAsked(word, asked) || undefined}
            style={{
              left: `${left * 100}%`,
              top: `${top * 100}%`,
              width: `${width * 100}%`,
              height: `${height * 100}%`,
            }}
          />
        );
      })}
    </div>
  );
}
