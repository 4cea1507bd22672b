import type { Job } from '@unseen/ledger';

/** A job as people see it. */
export interface JobView extends Job {
  /** Entries dealt with per second: lately while it runs, on the whole when it is over. */
  readonly itemsPerSecond: number;
  /** Seconds it will probably take; null when it does not run or the total is unknown, 0 when it is over. */
  readonly etaSeconds: number | null;
}

/** Seconds that count as lately: work comes in chunks, several at once, and shorter ones would hold now one lot of them, now two. */
const WINDOW = 40;
/** Seconds that must have been watched before they say more than the job as a whole. */
const WATCHED = 15;

interface Sample {
  readonly at: number;
  readonly processed: number;
}

/** Entries that are dealt with, one way or another. */
export function processedOf(job: Pick<Job, 'done' | 'failed' | 'skipped'>): number {
  return job.done + job.failed + job.skipped;
}

/** Remembers how far jobs were lately, and tells their speed from it. */
export class ProgressMeter {
  readonly #samples = new Map<string, Sample[]>();
  /** Jobs that stood still for a while: their start says nothing about their speed. */
  readonly #paused = new Set<string>();
  readonly #now: () => number;
  readonly #wallClock: () => number;

  /**
   * @param now - clock in milliseconds that never goes back
   * @param wallClock - milliseconds since 1970
   */
  constructor(now: () => number = () => performance.now(), wallClock: () => number = Date.now) {
    this.#now = now;
    this.#wallClock = wallClock;
  }

  /** Adds what is known now and returns the job with speed and remaining time. */
  view(job: Job): JobView {
    if (job.state !== 'running') {
      this.#samples.delete(job.id);
      const over = job.state === 'completed' || job.state === 'cancelled' || job.state === 'failed';
      if (over) this.#paused.delete(job.id);
      else if (job.startedAt !== null) this.#paused.add(job.id);
      return { ...job, itemsPerSecond: over ? overall(job) : 0, etaSeconds: over ? 0 : null };
    }
    const rate = this.#rate(job);
    const left = job.total === null ? null : Math.max(0, job.total - processedOf(job));
    return { ...job, itemsPerSecond: rate, etaSeconds: left === null || rate === 0 ? null : left / rate };
  }

  #rate(job: Job): number {
    const now = this.#now();
    const processed = processedOf(job);
    const samples = this.#samples.get(job.id) ?? [];
    this.#samples.set(job.id, samples);
    // A retry takes failures back: what was counted before says nothing about the speed.
    if ((samples.at(-1)?.processed ?? 0) > processed) samples.length = 0;
    if (samples.at(-1)?.processed !== processed) samples.push({ at: now, processed });
    // The last sample before the window stays: it is where the window begins.
    while (samples.length > 2 && samples[1]!.at < now - WINDOW * 1000) samples.shift();
    const first = samples[0]!;
    const seconds = (now - first.at) / 1000;
    // Whoever begins to watch in the middle has seen a chunk or two.
    const joined = first.processed > 0 && !this.#paused.has(job.id);
    if (joined && seconds < WATCHED && job.startedAt !== null)
      return processed / Math.max(1, (this.#wallClock() - job.startedAt.getTime()) / 1000);
    return seconds === 0 ? 0 : (processed - first.processed) / seconds;
  }
}

function overall(job: Job): number {
  if (job.startedAt === null || job.finishedAt === null) return 0;
  const seconds = (job.finishedAt.getTime() - job.startedAt.getTime()) / 1000;
  return seconds <= 0 ? 0 : processedOf(job) / seconds;
}
