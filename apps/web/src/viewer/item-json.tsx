import type { Hit, Item } from '@unseen/client';
import { t } from '../text/text.ts';
import { useCopied } from '../ui/use-copied.ts';

/** An item as a program gets it: as a hit where it was found, else as it is stored. */
export function ItemJson({ item, hit }: { item: Item; hit: Hit | undefined }) {
  const { copied, copy, forget } = useCopied();
  const json = JSON.stringify(hit ?? item, null, 2);
  return (
    <details class="why-figures item-json">
      <summary>{hit === undefined ? t.detail.itemJson : t.detail.hitJson}</summary>
      <pre tabIndex={0} aria-label={t.detail.itemJson}>
        <code>{json}</code>
      </pre>
      <button type="button" class="button small" onClick={() => copy(json)} onBlur={forget}>
        {copied ? t.detail.copied : t.code.copy}
      </button>
    </details>
  );
}
