import bar from 'cli-progress';

/** How far a job has come. */
export interface ProgressState {
  readonly total: number | null;
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
  readonly itemsPerSecond: number;
  readonly etaSeconds: number | null;
}

/** A progress bar on standard error; silent when switched off or when nobody watches a terminal. */
export class Progress {
  private readonly bar?: bar.SingleBar;

  constructor(wanted: boolean) {
    if (!wanted || !process.stderr.isTTY) return;
    this.bar = new bar.SingleBar(
      {
        format: '{bar} {percentage}% | {value}/{total} | {rate}/s | {left} left | {failed} failed',
        hideCursor: true,
        clearOnComplete: true,
      },
      bar.Presets.shades_classic,
    );
    this.bar.start(0, 0, { rate: '-', left: '-', failed: 0 });
  }

  /** Draws the state. */
  show(state: ProgressState): void {
    if (this.bar === undefined) return;
    const handled = state.done + state.failed + state.skipped;
    this.bar.setTotal(state.total ?? handled);
    this.bar.update(handled, {
      rate: state.itemsPerSecond.toFixed(1),
      left: state.etaSeconds === null ? '?' : `${Math.ceil(state.etaSeconds)} s`,
      failed: state.failed,
    });
  }

  /** Removes the bar. */
  stop(): void {
    this.bar?.stop();
  }
}
