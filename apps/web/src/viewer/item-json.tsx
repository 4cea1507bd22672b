import type { Hit, Item } from '@unseen/client';
import { useState } from 'preact/hooks';
import { t } from '../text/text.ts';
import { useCopied } from '../ui/use-copied.ts';

/** An item as a program gets it: as a hit where it was found, else as it is stored. */
export function ItemJson({ item, hit }: { item: Item; hit: Hit | undefined }) {
  const [open, setOpen] = useState(false);
  return (
    <details
      class="why-figures item-json"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{hit === undefined ? t.detail.itemJson : t.detail.hitJson}</summary>
      {open && <Json json={JSON.stringify(hit ?? item, null, 2)} />}
    </details>
  );
}

function Json({ json }: { json: string }) {
  const { copied, copy, forget } = useCopied();
  return (
    <>
      <pre tabIndex={0}>
        <code>{json}</code>
      </pre>
      <button type="button" class="button small" onClick={() => copy(json)} onBlur={forget}>
        {copied ? t.detail.copied : t.code.copy}
      </button>
    </>
  );
}
