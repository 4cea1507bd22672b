import { Lasso, Maximize, Minus, Plus } from 'lucide';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useSelection } from '../manage/selection.ts';
import { cameBack } from '../router/place.ts';
import { t } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import {
  type Camera,
  fitting,
  inSight,
  moved,
  nearer,
  type Size,
  toMap,
  toScreen,
  within,
} from './camera.ts';
import { type Colors, drawMap, type DrawnPicture, type Ground } from './draw-map.ts';
import { HoverCard } from './hover-card.tsx';
import { PictureCache } from './picture-cache.ts';
import { apart, caughtBy, type Points, type Spot } from './points.ts';
import { useGestures } from './use-gestures.ts';

interface Properties {
  /** Names the map: whoever comes back to it finds the place. */
  readonly name: string;
  readonly collection: string;
  readonly points: Points;
  readonly ground?: Ground;
  readonly onOpen: (id: string) => void;
  /** Told what is in sight, once it rests. */
  readonly onSight: (ids: readonly string[]) => void;
}

/** What of each map was looked at. */
const cameras = new Map<string, Camera>();

/** Pixels of a side of a picture at the least, and how much room there is around it. */
const PICTURE = { narrow: 46, wide: 60 };
/** Pictures grow as one comes nearer, up to the next of so many steps for each doubling; then there is room for more. */
const STEPS = 2;
const NARROW = 600;
const ROOM = 1.12;
/** Pixels around a point in which a pointer means it. */
const REACH = 14;
/** What a key or a button moves, in pixels, and how much nearer it brings. */
const STEP = 80;
const NEARER = 1.6;
/** Milliseconds after which a map rests. */
const REST_MS = 350;

/** A map of points that show their pictures as one comes nearer: to be moved, looked at, and drawn around. */
export function MapView({ name, collection, points, ground, onOpen, onSight }: Properties) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const selection = useSelection();
  const [drawing, setDrawing] = useState(false);
  const [hovered, setHovered] = useState<{ at: number; spot: Spot }>();
  const view = useRef({ size: { width: 1, height: 1 }, line: [] as readonly Spot[], cross: false });
  const camera = useRef<Camera>(undefined);
  const drawn = useRef<readonly DrawnPicture[]>([]);
  const pictures = useRef<PictureCache>(undefined);
  const redraw = useRef<() => void>(() => undefined);
  const pictured = useRef(new Map<number, Uint8Array>());

  /** What is looked at: where whoever comes back was, or else all of it. */
  const seenNow = (): Camera =>
    (camera.current ??=
      (cameBack() ? cameras.get(name) : undefined) ?? fitting(points.bounds, view.current.size));

  useLayoutEffect(() => {
    const cache = (pictures.current = new PictureCache(collection, () => redraw.current()));
    return () => cache.close();
  }, [collection]);
  useLayoutEffect(() => {
    pictured.current = new Map();
  }, [points]);

  useLayoutEffect(() => {
    const element = canvas.current!;
    let frame = 0;
    redraw.current = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const { size, line, cross } = view.current;
        const seen = seenNow();
        const least = size.width < NARROW ? PICTURE.narrow : PICTURE.wide;
        const level = Math.floor(STEPS * Math.log2(seen.scale));
        const distance = 2 ** (level / STEPS);
        if (!pictured.current.has(level))
          pictured.current.set(level, apart(points, (least * ROOM) / distance));
        drawn.current = drawMap(element.getContext('2d')!, {
          points,
          camera: seen,
          size,
          ground,
          line,
          cross,
          colors: colorsOf(element),
          pictured: pictured.current.get(level)!,
          pictureSize: (least * seen.scale) / distance,
          picturesOf: (ids) => pictures.current!.of(ids),
          chosen: selection.chosen,
        });
      });
    };
    redraw.current();
    return () => cancelAnimationFrame(frame);
  }, [points, ground, name, selection.chosen]);

  const rest = useRef(0);
  const look = (next: Camera) => {
    const { size } = view.current;
    camera.current = within(next, points.bounds, size);
    cameras.set(name, camera.current);
    setHovered(undefined);
    redraw.current();
    clearTimeout(rest.current);
    rest.current = window.setTimeout(tellSight, REST_MS);
  };
  const tellSight = () => {
    const { size } = view.current;
    const seen = points.inside(inSight(seenNow(), size));
    onSight([...seen].sort((a, b) => a - b).map((at) => points.ids[at]!));
  };
  useEffect(() => {
    tellSight();
    return () => clearTimeout(rest.current);
  }, [points]);
  useSize(canvas, (size) => {
    view.current.size = size;
    redraw.current();
  });
  useTheme(() => redraw.current());

  const mark = (line: readonly Spot[]) => {
    view.current.line = line;
    redraw.current();
  };
  const pointAt = (spot: Spot) => nearestTo(spot, points, drawn.current, seenNow(), view.current.size);
  const use = (at: number | undefined) => {
    if (at === undefined) return;
    const id = points.ids[at]!;
    if (selection.active) selection.toggle(id);
    else onOpen(id);
  };
  useGestures(canvas, {
    drawing,
    onMove: (byX, byY) => look(moved(seenNow(), byX, byY)),
    onZoom: (factor, { x, y }) => look(nearer(seenNow(), view.current.size, factor, x, y)),
    onLine: mark,
    onCatch: (line) => {
      setDrawing(false);
      const around = line.map(({ x, y }) => toMap(seenNow(), view.current.size, x, y));
      selection.add(caughtBy(points, around).map((at) => points.ids[at]!));
    },
    onTap: (spot) => use(pointAt(spot)),
    onHover: (spot) => {
      const at = spot && pointAt(spot);
      canvas.current!.style.cursor = at === undefined ? '' : 'pointer';
      setHovered((before) =>
        at === undefined || spot === undefined ? undefined : before?.at === at ? before : { at, spot },
      );
    },
  });
  const zoom = (factor: number) => {
    const { size } = view.current;
    look(nearer(seenNow(), size, factor, size.width / 2, size.height / 2));
  };
  const middle = () => {
    const { width, height } = view.current.size;
    return pointAt({ x: width / 2, y: height / 2 });
  };
  const KEYS: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => look(moved(seenNow(), STEP, 0)),
    ArrowRight: () => look(moved(seenNow(), -STEP, 0)),
    ArrowUp: () => look(moved(seenNow(), 0, STEP)),
    ArrowDown: () => look(moved(seenNow(), 0, -STEP)),
    '+': () => zoom(NEARER),
    '=': () => zoom(NEARER),
    '-': () => zoom(1 / NEARER),
    '0': () => look(fitting(points.bounds, view.current.size)),
    Enter: () => use(middle()),
    x: () => {
      const at = middle();
      if (at !== undefined) selection.toggle(points.ids[at]!);
    },
  };
  const showCross = (cross: boolean) => {
    view.current.cross = cross;
    redraw.current();
  };
  return (
    <div class="map-view" data-drawing={drawing || undefined}>
      <canvas
        ref={canvas}
        role="application"
        tabIndex={0}
        aria-label={t.map.canvas(points.ids.length)}
        aria-describedby="map-keys"
        onKeyDown={(event) => {
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          const act = KEYS[event.key];
          if (act === undefined) return;
          event.preventDefault();
          showCross(true);
          act();
        }}
        onFocus={(event) => showCross(event.currentTarget.matches(':focus-visible'))}
        onBlur={() => showCross(false)}
      />
      <p id="map-keys" class="visually-hidden">
        {t.map.keys}
      </p>
      {hovered !== undefined && (
        <HoverCard
          key={points.ids[hovered.at]}
          id={points.ids[hovered.at]!}
          collection={collection}
          hasImage={points.hasImage[hovered.at]!}
          spot={hovered.spot}
          size={view.current.size}
        />
      )}
      <div class="map-acts" role="group" aria-label={t.map.acts}>
        <button
          type="button"
          class="icon-button raised"
          aria-label={t.map.lasso}
          title={t.map.lasso}
          aria-pressed={drawing}
          onClick={() => setDrawing(!drawing)}
        >
          <Icon of={Lasso} />
        </button>
        {(
          [
            [Plus, t.map.nearer, () => zoom(NEARER)],
            [Minus, t.map.farther, () => zoom(1 / NEARER)],
            [Maximize, t.map.whole, () => look(fitting(points.bounds, view.current.size))],
          ] as const
        ).map(([icon, label, act]) => (
          <button
            key={label}
            type="button"
            class="icon-button raised"
            aria-label={label}
            title={label}
            onClick={act}
          >
            <Icon of={icon} />
          </button>
        ))}
      </div>
      {drawing && <p class="map-hint">{t.map.drawing}</p>}
    </div>
  );
}

/** The point that a place means: that of the uppermost picture there, or else the nearest within reach. */
function nearestTo(
  { x, y }: Spot,
  points: Points,
  pictures: readonly DrawnPicture[],
  camera: Camera,
  size: Size,
): number | undefined {
  const over = pictures.findLast(
    ({ left, top, width, height }) => x >= left && x <= left + width && y >= top && y <= top + height,
  );
  if (over !== undefined) return over.at;
  const from = toMap(camera, size, x - REACH, y - REACH);
  const to = toMap(camera, size, x + REACH, y + REACH);
  let best: number | undefined;
  let least = REACH;
  for (const at of points.inside({ left: from.x, top: from.y, right: to.x, bottom: to.y })) {
    const place = toScreen(camera, size, points.xs[at]!, points.ys[at]!);
    const away = Math.hypot(place.x - x, place.y - y);
    if (away > least) continue;
    least = away;
    best = at;
  }
  return best;
}

/** The colors of the theme, as the style sheet gives them to the canvas. */
function colorsOf(canvas: HTMLCanvasElement): Colors {
  const style = getComputedStyle(canvas);
  return {
    ground: style.backgroundColor,
    land: style.columnRuleColor,
    line: style.borderTopColor,
    text: style.textDecorationColor,
    point: style.color,
  };
}

/** Keeps a canvas as large as its box, in the pixels of the screen. */
function useSize(canvas: { readonly current: HTMLCanvasElement | null }, onSize: (size: Size) => void): void {
  const latest = useRef(onSize);
  latest.current = onSize;
  useLayoutEffect(() => {
    const element = canvas.current!;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      const density = window.devicePixelRatio;
      element.width = Math.round(width * density);
      element.height = Math.round(height * density);
      element.getContext('2d')!.setTransform(density, 0, 0, density, 0, 0);
      latest.current({ width, height });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [canvas]);
}

/** Tells when the page goes over to another theme. */
function useTheme(onChange: () => void): void {
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    const tell = () => latest.current();
    const chosen = new MutationObserver(tell);
    chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    const device = window.matchMedia('(prefers-color-scheme: dark)');
    device.addEventListener('change', tell);
    return () => {
      chosen.disconnect();
      device.removeEventListener('change', tell);
    };
  }, []);
}
