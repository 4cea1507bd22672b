import { t } from '../text/text.ts';

interface Properties {
  readonly title: string;
  readonly state: string;
  /** The state in a word; empty while it runs. */
  readonly stateText: string;
  /** Unknown until the source has been read. */
  readonly total?: number;
  readonly done: number;
  readonly failed: number;
  readonly perSecond?: number;
  readonly secondsLeft?: number;
  readonly notes?: readonly string[];
}

/** How far something has come: a bar, and the numbers behind it. */
export function Progress({
  title,
  state,
  stateText,
  total,
  done,
  failed,
  perSecond,
  secondsLeft,
  notes = [],
}: Properties) {
  const through = done + failed;
  const facts = [
    total === undefined ? t.number(through) : t.ingest.progress(through, total),
    ...(failed > 0 ? [t.ingest.failed(failed)] : []),
    ...notes,
    ...(perSecond ? [t.ingest.rate(perSecond)] : []),
    ...(secondsLeft === undefined ? [] : [t.ingest.left(secondsLeft)]),
  ];
  return (
    <div class="progress-block">
      <div class="progress-head">
        <h3>{title}</h3>
        {stateText !== '' && (
          <span class="state" data-state={state}>
            {stateText}
          </span>
        )}
      </div>
      <progress
        aria-label={title}
        max={total || 1}
        value={total === undefined ? undefined : through}
        data-state={state}
      />
      <p class="muted small numbers">{facts.join(' · ')}</p>
    </div>
  );
}
