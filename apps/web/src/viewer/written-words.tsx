import type { ItemText } from '@unseen/client';
import { t } from '../text/text.ts';
import { Switch } from '../ui/switch.tsx';
import { isAsked, linesOf } from './written.ts';

/** The words of a picture, and which of them are looked at. */
export interface Written {
  readonly words: ItemText['words'];
  readonly asked: readonly string[];
  /** Whether they are framed in the picture. */
  readonly framed: boolean;
  readonly onFramed: (framed: boolean) => void;
}

/** What is written in the picture, line by line; what was asked for is lit. */
export function WrittenWords({ words, asked, framed, onFramed }: Written) {
  if (words.length === 0) return null;
  return (
    <section class="detail-section">
      <header>
        <h3>{t.viewer.written}</h3>
        <Switch label={t.viewer.frames} checked={framed} onChange={onFramed} />
      </header>
      <p class="written-lines">
        {linesOf(words).map((line, at) => (
          <span key={at}>
            {line
              .split(' ')
              .flatMap((word, index) => [
                isAsked({ text: word }, asked) ? <mark key={index}>{word}</mark> : word,
                ' ',
              ])}
          </span>
        ))}
      </p>
    </section>
  );
}
