import { useEffect, useRef, useState } from 'preact/hooks';
import { KEY_WANTED, storedKey, storeKey } from '../platform/key.ts';
import { t } from '../text/text.ts';

/** Asks for a key when the platform wants one. */
export function KeyDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [key, setKey] = useState('');
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    const open = () => {
      setRefused(storedKey() !== undefined);
      if (dialog.current?.open === false) dialog.current.showModal();
    };
    window.addEventListener(KEY_WANTED, open);
    return () => window.removeEventListener(KEY_WANTED, open);
  }, []);
  return (
    <dialog ref={dialog} class="small-dialog" aria-labelledby="key-title">
      <form
        method="dialog"
        onSubmit={() => {
          storeKey(key.trim());
          window.location.reload();
        }}
      >
        <h2 id="key-title">{t.key.title}</h2>
        {refused && <p role="alert">{t.key.refused}</p>}
        <p>{t.key.text}</p>
        <label class="field">
          <span>{t.key.label}</span>
          <input
            type="password"
            autocomplete="off"
            required
            placeholder="usk_…"
            value={key}
            onInput={(event) => setKey(event.currentTarget.value)}
          />
        </label>
        <div class="actions">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {t.cancel}
          </button>
          <button type="submit" class="button primary">
            {t.key.use}
          </button>
        </div>
      </form>
    </dialog>
  );
}
