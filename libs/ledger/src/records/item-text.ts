import type { ErrorCode, ItemKey } from '@unseen/domain';

/** A word that stands in a picture. */
export interface WrittenWord {
  readonly text: string;
  /** Left, top, width and height as shares of the upright picture. */
  readonly box: readonly [x: number, y: number, width: number, height: number];
  /** 0 to 1; 1 where a person said so. */
  readonly confidence: number;
}

/** `reading`: someone is at it. `corrected`: a person said what is written; never read again. `failed`: the picture cannot be read. */
export type ItemTextState = 'reading' | 'read' | 'corrected' | 'failed';

/** What is known of the words in an item's picture. */
export interface ItemText {
  readonly state: ItemTextState;
  readonly words: readonly WrittenWord[];
  /** Reader pack it was read with, as `name@version`. */
  readonly reader: string;
  readonly updatedAt: Date;
}

/** A picture whose words are to be read. */
export interface UnreadPicture extends ItemKey {
  readonly imageKey: string;
  /** `auto`: a quick look may find that there is nothing to read. */
  readonly readText: 'auto' | 'on';
}

/** What somebody brings along of the words in an item's picture. */
export interface ItemTextWrite extends ItemKey {
  /** The picture they stand in: where the item shows another one, they are not kept. */
  readonly imageKey: string;
  readonly state: 'read' | 'corrected';
  readonly reader: string;
  readonly words: readonly WrittenWord[];
  readonly tokens: readonly string[];
}

/** What came of reading a picture. */
export interface TextReading {
  readonly words: readonly WrittenWord[];
  /** The words as they are looked up; each at least once. */
  readonly tokens: readonly string[];
  /** Why the picture could not be read, if so. */
  readonly errorCode?: ErrorCode;
}
