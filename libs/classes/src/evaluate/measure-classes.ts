import { accuracy, type Accuracy } from '../calibrate/accuracy.ts';
import { areaUnderSeenUnseen } from '../calibrate/ausuc.ts';
import { assigned } from '../score/decide.ts';
import { type ItemVectors } from '../score/background.ts';
import { setImmediate } from 'node:timers/promises';
import type { LiveCatalogue } from '../live/live-catalogue.ts';

/** An item and the class it is said to be. */
export interface LabelledItem {
  readonly vectors: ItemVectors;
  /** Id of its class. */
  readonly truth: string;
}

/** How well one version of a catalogue tells labelled items apart. Shares, 0 to 1, averaged over classes. */
export interface ClassFigures {
  readonly version: number;
  readonly top1: Accuracy;
  readonly top5: Accuracy;
  /** Top-1 with seen and unseen classes treated alike, to see what calibration brings. */
  readonly uncalibrated: Accuracy;
  /** Area under the curve of unseen over seen accuracy. */
  readonly ausuc: number;
  /** Share of the items that no class was assigned to. */
  readonly unknown: number;
  readonly classes: readonly {
    readonly id: string;
    readonly name: string;
    readonly seen: boolean;
    readonly items: number;
    /** Share of its items that it is ranked first for. */
    readonly accuracy: number;
  }[];
}

/** Seen factors the curve is drawn with, in standard deviations: from seen always first to never. */
const FACTORS = Array.from({ length: 161 }, (_, i) => (i - 80) / 8);
/** Items judged between two chances for others to be served. */
const SLICE = 50;

/** One item judged. */
interface Judged {
  readonly truth: string;
  readonly seen: boolean;
  readonly ranked: readonly string[];
  readonly unknown: boolean;
  /** The best class of each side, before calibration. */
  readonly best: Readonly<Record<'seen' | 'unseen', { readonly id: string; readonly score: number }>>;
}

/**
 * Measures a catalogue on items whose class is known.
 * @param items - of classes that are active in this version
 * @param onSlice - called after every few items with how many they were; what it throws ends the work
 */
export async function measureClasses(
  live: LiveCatalogue,
  items: readonly LabelledItem[],
  onSlice: (judged: number) => void,
): Promise<ClassFigures> {
  const judged: Judged[] = [];
  for (let start = 0; start < items.length; start += SLICE) {
    const slice = items.slice(start, start + SLICE);
    judged.push(...slice.map((item) => judge(live, item)));
    onSlice(slice.length);
    await setImmediate();
  }
  const withFactor = (factor: number) =>
    accuracy(
      judged.map(({ truth, seen, best }) => {
        const first = best.seen.score - factor > best.unseen.score ? best.seen : best.unseen;
        return { truth, seen, ranked: [first.id] };
      }),
      1,
    );
  return {
    version: live.version,
    top1: accuracy(judged, 1),
    top5: accuracy(judged, 5),
    uncalibrated: withFactor(0),
    ausuc: areaUnderSeenUnseen(FACTORS.map(withFactor)),
    unknown: judged.filter(({ unknown }) => unknown).length / Math.max(judged.length, 1),
    classes: perClass(live, judged),
  };
}

function judge(live: LiveCatalogue, { vectors, truth }: LabelledItem): Judged {
  const decision = live.decide(vectors);
  const best = {
    seen: { id: '', score: -Infinity },
    unseen: { id: '', score: -Infinity },
  };
  for (const { index, score } of live.index.compare(vectors)) {
    const { id, seen } = live.index.classes[index]!.entry;
    const side = seen ? 'seen' : 'unseen';
    if (score > best[side].score) best[side] = { id, score };
  }
  return {
    truth,
    seen: live.classes.get(truth)!.seen,
    ranked: decision.ranked.slice(0, 5).map(({ entry }) => entry.id),
    unknown: assigned(decision) === undefined,
    best,
  };
}

function perClass(live: LiveCatalogue, judged: readonly Judged[]): ClassFigures['classes'] {
  const tallies = new Map<string, { items: number; right: number }>();
  for (const { truth, ranked } of judged) {
    const { items, right } = tallies.get(truth) ?? { items: 0, right: 0 };
    tallies.set(truth, { items: items + 1, right: right + (ranked[0] === truth ? 1 : 0) });
  }
  return [...tallies]
    .map(([id, { items, right }]) => {
      const { name, seen } = live.classes.get(id)!;
      return { id, name, seen, items, accuracy: right / items };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}
