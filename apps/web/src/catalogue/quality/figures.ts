/** Retrieval figures of one direction or group; all but the rank in percent. */
export interface Recalls {
  readonly 'R@1': number;
  readonly 'R@5': number;
  readonly 'R@10': number;
  readonly mAP: number;
}

/** One direction of retrieval; by group where the split knows seen and unseen classes. */
export interface DirectionFigures extends Recalls {
  readonly medianRank: number;
  readonly seen?: Recalls;
  readonly unseen?: Recalls;
  readonly harmonicMean?: Recalls;
}

export const DIRECTIONS = ['textToImage', 'imageToText'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** `result` of an evaluation of retrieval. */
export interface RetrievalReport {
  readonly pictures: number;
  readonly captions: number;
  readonly pack: string;
  readonly methods: Readonly<Record<string, Readonly<Record<Direction, DirectionFigures>>>>;
}

/** Places at which recall is measured. */
export const CUTS = [1, 5, 10] as const;
