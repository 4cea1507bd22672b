import { Injectable } from '@nestjs/common';
import type { Warning } from '@unseen/api';
import { isAppError } from '@unseen/domain';
import { Encoder } from '@unseen/encoder';
import { textWarnings } from '@unseen/search';

/** Captions that are looked at, and things that are said of them. */
const MOST = 8;

/** An answer that may carry warnings. */
interface Warned {
  warnings?: readonly Warning[];
}

/** Tells who writes a caption what the model in use does not make of it. */
@Injectable()
export class CaptionWarnings {
  constructor(private readonly encoder: Encoder) {}

  /** The answer of a write that is done, with what is to be said of the captions it sent: the first eight of them. */
  async with<T extends Warned>(answer: T, captions: readonly string[] = []): Promise<T> {
    const warnings = await this.of(captions);
    return warnings.length === 0 ? answer : { ...answer, warnings };
  }

  private async of(captions: readonly string[]): Promise<Warning[]> {
    const encode = (text: string) => this.encoder.encodeText(text, 'interactive');
    const each = captions
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
