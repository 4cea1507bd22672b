import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { t } from '../text/text.ts';
import { Trouble } from './trouble.tsx';
import { useModal } from './use-modal.ts';

interface Properties {
  readonly title: string;
  /** What will happen, and whether it can be undone. */
  readonly text: string;
  /** What the button says: the act itself, not “OK”. */
  readonly act: string;
  readonly danger?: boolean;
  /** What else there is to choose. */
  readonly children?: ComponentChildren;
  /** Does it; the dialog says why when it fails. */
  readonly onConfirm: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before something is done that others notice. */
export function Confirm({ title, text, act, danger = false, children, onConfirm, onClose }: Properties) {
  const dialog = useModal();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const id = useId();
  return (
    <dialog
      ref={dialog}
      class="small-dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={id}>{title}</h2>
      <p>{text}</p>
      {children}
      {error !== undefined && <Trouble error={error} />}
      <div class="actions">
        <button type="button" class="button" onClick={onClose}>
          {t.cancel}
        </button>
        <button
          type="button"
          class="button primary"
          data-danger={danger || undefined}
          disabled={busy}
          onClick={() => {
            setBusy(true);
            setError(undefined);
            onConfirm().catch((thrown: unknown) => {
              setError(thrown);
              setBusy(false);
            });
          }}
        >
          {act}
        </button>
      </div>
    </dialog>
  );
}
