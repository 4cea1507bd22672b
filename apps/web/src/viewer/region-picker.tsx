import { Search, X } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import { changed, cutOut, MIDDLE, type Region, regionBetween } from './region.ts';

interface Properties {
  readonly onCut: (picture: File) => void;
  readonly onClose: () => void;
}

/** Share of the picture an arrow key moves it. */
const STEP = 0.03;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

/** Lies over a picture: a part of it is chosen, by drawing or by arrow keys, and searched with. */
export function RegionPicker({ onCut, onClose }: Properties) {
  const veil = useRef<HTMLDivElement>(null);
  const [region, setRegion] = useState<Region>(MIDDLE);
  const from = useRef<{ x: number; y: number }>(undefined);
  useEffect(() => veil.current?.focus(), []);
  const at = (event: PointerEvent) => {
    const { left, top, width, height } = veil.current!.getBoundingClientRect();
    return { x: (event.x - left) / width, y: (event.y - top) / height };
  };
  const cut = async () => {
    const stage = veil.current!.closest('.stage')!;
    const image = stage.querySelector<HTMLImageElement>('.stage-original[data-ready] img, :scope > img');
    if (image !== null) onCut(await cutOut(image, region));
  };
  return (
    <div
      ref={veil}
      class="region-veil"
      tabIndex={0}
      role="application"
      aria-label={t.viewer.regionHelp}
      onPointerDown={(event) => {
        event.stopPropagation();
        if ((event.target as Element).closest('button') !== null) return;
        from.current = at(event);
        veil.current!.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => from.current && setRegion(regionBetween(from.current, at(event)))}
      onPointerUp={() => (from.current = undefined)}
      onDblClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        const arrow = ARROWS[event.key];
        if (event.key === 'Enter' && event.target === veil.current) void cut();
        else if (event.key === 'Escape') onClose();
        else if (arrow !== undefined) setRegion(changed(region, ...arrow, event.shiftKey ? 'size' : 'move'));
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <div
        class="region-frame"
        style={{
          left: `${region.x * 100}%`,
          top: `${region.y * 100}%`,
          width: `${region.width * 100}%`,
          height: `${region.height * 100}%`,
        }}
      />
      <div class="region-acts">
        <button type="button" class="button small primary" onClick={() => void cut()}>
          <Icon of={Search} size={15} />
          {t.viewer.regionSearch}
        </button>
        <button type="button" class="button small" aria-label={t.cancel} onClick={onClose}>
          <Icon of={X} size={15} />
        </button>
      </div>
    </div>
  );
}
