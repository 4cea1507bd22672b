import { Check, Copy, X } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import { useCopied } from '../ui/use-copied.ts';

/** A key that has just been made. */
export interface Made {
  readonly id: string;
  readonly name: string;
  readonly key: string;
}

/** The new key, this once. */
export function NewKey({ made, onClose }: { made: Made; onClose: () => void }) {
  const { copied, copy } = useCopied();
  const box = useRef<HTMLElement>(null);
  // It may have been made far down the page, and it is not shown again.
  useEffect(() => box.current?.focus(), []);
  return (
    <section ref={box} class="new-key" tabIndex={-1} aria-label={t.keys.made(made.name)}>
      <h2>{t.keys.made(made.name)}</h2>
      <p>{t.keys.onlyNow}</p>
      <div class="new-key-line">
        <code class="mono">{made.key}</code>
        {/* Without a clipboard the text can be selected. */}
        <button type="button" class="button" onClick={() => copy(made.key)}>
          <Icon of={copied ? Check : Copy} size={16} />
          <span aria-live="polite">{copied ? t.detail.copied : t.keys.copy}</span>
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label={t.keys.hide}
          title={t.keys.hide}
          onClick={onClose}
        >
          <Icon of={X} />
        </button>
      </div>
    </section>
  );
}
