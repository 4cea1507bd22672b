import bar from 'cli-progress';
import type { WriteStream } from 'node:tty';

/** How far something has come. */
export interface ProgressState {
  readonly total: number | null;
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
  readonly itemsPerSecond: number;
  readonly etaSeconds: number | null;
}

/** Runners of scripts end steps that are silent for long. */
const LINE_EVERY_MS = 15_000;

/** Where it is shown. */
export interface ProgressOptions {
  /** A bar for people; a script that reads JSON wants none. Lines are for whoever watches a log, either way. */
  readonly bar: boolean;
  /** What is counted, where it is no items of which some fail: `MB`. */
  readonly unit?: string;
  readonly stream?: Pick<WriteStream, 'isTTY' | 'write'>;
  /** Milliseconds between lines. */
  readonly everyMs?: number;
}

/** How far something has come, on standard error: a bar in a terminal, a line now and then elsewhere. */
export class Progress {
  readonly #bar?: bar.SingleBar;
  readonly #lines?: NodeJS.Timeout;
  #state?: ProgressState;

  constructor({ bar: wanted, unit, stream = process.stderr, everyMs = LINE_EVERY_MS }: ProgressOptions) {
    if (!stream.isTTY) {
      this.#lines = setInterval(() => {
        if (this.#state !== undefined) stream.write(`${progressLine(this.#state, unit)}\n`);
      }, everyMs);
      return;
    }
    if (!wanted) return;
    this.#bar = new bar.SingleBar(
      {
        format:
          unit === undefined
            ? '{bar} {percentage}% | {value}/{total} | {rate}/s | {left} left | {failed} failed'
            : `{bar} {percentage}% | {value}/{total} ${unit} | {rate} ${unit}/s | {left} left`,
        hideCursor: true,
        clearOnComplete: true,
      },
      bar.Presets.shades_classic,
    );
    this.#bar.start(0, 0, { rate: '-', left: '-', failed: 0 });
  }

  /** Draws the state. */
  show(state: ProgressState): void {
    this.#state = state;
    if (this.#bar === undefined) return;
    const { total, failed, itemsPerSecond } = state;
    const handled = handledOf(state);
    this.#bar.setTotal(total ?? handled);
    this.#bar.update(handled, { rate: itemsPerSecond.toFixed(1), left: leftOf(state), failed });
  }

  /** Removes the bar; no line follows. */
  stop(): void {
    clearInterval(this.#lines);
    this.#bar?.stop();
  }
}

/** A state as a line of a log. @param unit - what is counted, where it is no items */
export function progressLine(state: ProgressState, unit?: string): string {
  const { total, failed, itemsPerSecond } = state;
  const of = total === null ? '' : ` of ${total}`;
  if (unit !== undefined) {
    return `${handledOf(state)}${of} ${unit}, ${itemsPerSecond.toFixed(1)} ${unit} a second, ${leftOf(state)} left`;
  }
  return `${handledOf(state)}${of}, ${failed} failed, ${itemsPerSecond.toFixed(1)} a second, ${leftOf(state)} left`;
}

function handledOf({ done, failed, skipped }: ProgressState): number {
  return done + failed + skipped;
}

function leftOf({ etaSeconds }: ProgressState): string {
  return etaSeconds === null ? '?' : `${Math.ceil(etaSeconds)} s`;
}
