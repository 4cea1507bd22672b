import { Injectable } from '@nestjs/common';
import type { Warning } from '@unseen/api';
import { isAppError } from '@unseen/domain';
import { Encoder } from '@unseen/encoder';
import type { CaptionFaults } from '@unseen/ingest';
import { textWarnings } from '@unseen/search';

/** Captions that are looked at, and things that are said of them. */
const MOST = 8;

/** An answer that may carry warnings. */
interface Warned {
  warnings?: readonly Warning[];
}

/** Tells who writes a caption what the model in use does not make of it, and of which words. */
@Injectable()
export class CaptionWarnings {
  constructor(private readonly encoder: Encoder) {}

  /** The answer of a write that is done, with what is to be said of the captions that were encoded for it: the first eight of those with a fault. */
  async with<T extends Warned>(answer: T, faults: CaptionFaults | undefined): Promise<T> {
    if (faults === undefined) return answer;
    const warnings = await this.of(faults);
    return warnings.length === 0 ? answer : { ...answer, warnings };
  }

  private async of({ notUnderstood, cutShort, odd }: CaptionFaults): Promise<Warning[]> {
    const encode = (text: string) => this.encoder.encodeText(text, 'interactive');
    const each = [...new Set([...notUnderstood, ...cutShort, ...odd])]
      .slice(0, MOST)
      .map(async (caption) => textWarnings(caption, await encode(caption), encode));
    try {
      const found = (await Promise.all(each)).flat();
      const once = new Map(found.map((warning) => [JSON.stringify(warning), warning]));
      return [...once.values()].slice(0, MOST);
    } catch (error) {
      // The item is stored: that nothing can be said of it fails nothing.
      if (isAppError(error, 'encoder_failed')) return [];
      throw error;
    }
  }
}
