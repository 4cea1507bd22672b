import { Crop, Expand, Info, Minus, Pause, Play, Plus, Scan, Shrink } from 'lucide';
import type { IconNode } from 'lucide';
import { t } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import { MOST_SCALE } from './zoom.ts';
import type { Zooming } from './use-zoom.ts';

interface Properties {
  readonly zooming: Zooming;
  /** Whether the picture has the whole screen. */
  readonly full: boolean;
  /** Whether the details stand beside a picture that has the whole screen. */
  readonly details: boolean;
  readonly playing: boolean;
  readonly picking: boolean;
  readonly onPick: () => void;
  /** Absent where no other picture follows. */
  readonly onPlay?: () => void;
  readonly onFull: () => void;
  readonly onDetails: () => void;
}

/** What can be done with the picture that is looked at. */
export function ViewerBar(properties: Properties) {
  const { zooming, full, details, playing, picking, onPick, onPlay, onFull, onDetails } = properties;
  const { scale } = zooming.zoom;
  return (
    <div class="viewer-bar" role="group" aria-label={t.viewer.bar}>
      <Control icon={Minus} label={t.viewer.farther} off={scale === 1} onClick={zooming.farther} />
      <button
        type="button"
        class="viewer-scale"
        title={t.viewer.fit}
        aria-label={t.viewer.scale(scale)}
        onClick={zooming.fit}
      >
        {scale === 1 ? <Icon of={Scan} size={18} /> : t.share(scale)}
      </button>
      <Control icon={Plus} label={t.viewer.closer} off={scale >= MOST_SCALE} onClick={zooming.closer} />
      <span class="viewer-rule" />
      <Control icon={Crop} label={t.viewer.region} pressed={picking} onClick={onPick} />
      {onPlay !== undefined && (
        <Control
          icon={playing ? Pause : Play}
          label={playing ? t.viewer.pause : t.viewer.play}
          onClick={onPlay}
        />
      )}
      {full && <Control icon={Info} label={t.viewer.details} pressed={details} onClick={onDetails} />}
      <Control
        icon={full ? Shrink : Expand}
        label={full ? t.viewer.leaveFull : t.viewer.full}
        onClick={onFull}
      />
    </div>
  );
}

function Control({
  icon,
  label,
  off = false,
  pressed,
  onClick,
}: {
  icon: IconNode;
  label: string;
  off?: boolean;
  pressed?: boolean;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      // Not disabled: a button that is pressed until nothing is left to do keeps the focus.
      aria-disabled={off || undefined}
      onClick={onClick}
    >
      <Icon of={icon} size={18} />
    </button>
  );
}
