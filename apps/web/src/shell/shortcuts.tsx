import { Keyboard } from 'lucide';
import { useEffect, useId, useState } from 'preact/hooks';
import { t } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import { useModal } from '../ui/use-modal.ts';

/** Tells which keys do what: a button, and the question mark. */
export function Shortcuts() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== '?' || (event.target as HTMLElement).closest('input, textarea, select, dialog'))
        return;
      setOpen(true);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return (
    <>
      <button
        type="button"
        class="icon-button wide-only"
        aria-label={t.shortcuts.open}
        title={t.shortcuts.open}
        onClick={() => setOpen(true)}
      >
        <Icon of={Keyboard} />
      </button>
      {open && <Keys onClose={() => setOpen(false)} />}
    </>
  );
}

function Keys({ onClose }: { onClose: () => void }) {
  const dialog = useModal();
  const id = useId();
  return (
    <dialog
      ref={dialog}
      class="small-dialog shortcuts"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={id}>{t.shortcuts.title}</h2>
      <dl>
        {t.shortcuts.keys.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <div class="actions">
        <button type="button" class="button primary" onClick={onClose}>
          {t.detail.close}
        </button>
      </div>
    </dialog>
  );
}
