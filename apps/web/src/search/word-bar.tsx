import { Eye } from 'lucide';
import { t } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';

interface Properties {
  readonly text: string;
  /** The words as the encoder reads them, once explanations are there. */
  readonly words: readonly { readonly text: string }[] | undefined;
  readonly chosen: number | undefined;
  /** Someone is about to ask where words look. */
  readonly onCurious: () => void;
  readonly onChoose: (word: number | undefined) => void;
}

/** The words of the query: pointing at one shows where it looks in every picture. */
export function WordBar({ text, words, chosen, onCurious, onChoose }: Properties) {
  const shown =
    words ??
    text
      .trim()
      .split(/\s+/)
      .map((word) => ({ text: word }));
  return (
    <div
      class="word-bar"
      role="group"
      aria-label={t.words.label}
      onPointerEnter={onCurious}
      onFocusCapture={onCurious}
    >
      <span class="muted small">
        <Icon of={Eye} size={15} /> {t.words.hint}
      </span>
      {shown.slice(0, 12).map((word, index) => (
        <button
          key={`${index}:${word.text}`}
          type="button"
          class="word"
          aria-pressed={chosen === index}
          onPointerEnter={() => onChoose(index)}
          onPointerLeave={() => onChoose(undefined)}
          onFocus={() => onChoose(index)}
          onBlur={() => onChoose(undefined)}
        >
          {word.text}
        </button>
      ))}
    </div>
  );
}
