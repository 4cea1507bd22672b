import type { Hit, Item } from '@unseen/client';
import { t } from '../text/text.ts';
import { useCopied } from '../ui/use-copied.ts';

/** An item as a program gets it: as a hit where it was found, else as it is stored. */
export function ItemJson({ item, hit }: { item: Item; hit: Hit | undefined }) {
  const { copied, copy, forget } = useCopied();
  const json = JSON.stringify(hit ?? item, null, 2);
  return (
    <div class="item-json">
      <pre tabIndex={0}>
        <code>{json}</code>
      </pre>
      <button type="button" class="button small" onClick={() => copy(json)} onBlur={forget}>
        {copied ? t.detail.copied : t.code.copy}
      </button>
    </div>
  );
}
