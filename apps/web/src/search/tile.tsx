import { Check } from 'lucide';
import { Heat } from '../explain/heat.tsx';
import type { Grid as HeatGrid } from '../explain/smooth-grid.ts';
import { useSelection } from '../manage/selection.ts';
import { t } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import { Picture } from '../ui/picture.tsx';
import type { Place } from './rows.ts';

interface Properties {
  readonly id: string;
  readonly collection: string;
  readonly caption?: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly hasImage: boolean;
  /** Set where it does not match what was asked for. */
  readonly weak?: boolean;
  readonly image?: { readonly width: number; readonly height: number };
  readonly rank?: number;
  readonly eager?: boolean;
  /** Places it rose (above zero) or fell since re-scoring was switched. */
  readonly moved?: number;
  /** Where a word looks. */
  readonly grid?: HeatGrid;
  /** Where it lies, in a grid that places its tiles itself. */
  readonly place?: Place;
  readonly onOpen: (id: string) => void;
}

/** Panoramas and towers are shown cut, so that they leave room for others. */
const NARROWEST = 0.5;
const WIDEST = 2.6;
/** A caption without a picture is a card. */
const CARD_RATIO = 1.3;

/** One picture of a list; its box has its size before the picture is there. */
export function Tile({
  id,
  collection,
  hasImage,
  image,
  weak,
  rank,
  eager,
  moved,
  grid,
  place,
  onOpen,
  ...item
}: Properties) {
  const title = titleOf({ id, ...item });
  const shown = ratioOf(hasImage, image);
  const selection = useSelection();
  const chosen = selection.chosen.has(id);
  return (
    <li
      class="tile"
      data-id={id}
      data-weak={weak || undefined}
      data-chosen={chosen || undefined}
      style={{
        '--ratio': shown,
        ...(place && { left: `${place.left}px`, top: `${place.top}px`, width: `${place.width}px` }),
      }}
    >
      <a
        href={linkTo(id)}
        aria-label={rank === undefined ? title : t.results.hit(rank, title)}
        onClick={(event) => {
          if (selection.active && event.button === 0) {
            event.preventDefault();
            selection.toggle(id, event.shiftKey);
            return;
          }
          if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
          event.preventDefault();
          onOpen(id);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'x' && !(selection.active && event.key === ' ')) return;
          event.preventDefault();
          selection.toggle(id, event.shiftKey);
        }}
      >
        <span class="tile-picture" data-card={!hasImage || undefined}>
          {hasImage ? (
            <Picture id={id} collection={collection} alt="" eager={eager} />
          ) : (
            <span class="tile-text">{item.caption}</span>
          )}
          {grid && <Heat grid={grid} />}
          {moved !== undefined && (
            <span class="moved" data-up={moved > 0 || undefined}>
              {t.results.moved(moved)}
            </span>
          )}
        </span>
        <span class="tile-title" title={title}>
          {title}
        </span>
      </a>
      <button
        type="button"
        class="tile-check"
        role="checkbox"
        aria-checked={chosen}
        aria-label={t.manage.selectOne(title)}
        tabIndex={selection.active ? 0 : -1}
        onClick={(event) => selection.toggle(id, event.shiftKey)}
      >
        <Icon of={Check} size={16} />
      </button>
    </li>
  );
}

/** Width by height of a tile. */
export function ratioOf(
  hasImage: boolean,
  image?: { readonly width: number; readonly height: number },
): number {
  const ratio = image ? image.width / image.height : hasImage ? 1 : CARD_RATIO;
  return Math.min(Math.max(ratio, NARROWEST), WIDEST);
}

/** What to call an item: its caption, the name of its file, or its id. */
export function titleOf(item: {
  readonly id: string;
  readonly caption?: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}): string {
  const file = item.metadata['file'];
  return item.caption ?? (typeof file === 'string' ? file : item.id);
}

function linkTo(id: string): string {
  const params = new URLSearchParams(window.location.search);
  params.set('hit', id);
  return `/?${params.toString()}`;
}
