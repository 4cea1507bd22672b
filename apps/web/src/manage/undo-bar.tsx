import { t } from '../text/text.ts';
import { Trouble } from '../ui/trouble.tsx';
import { dismissError, takeBack, useDeletions } from './deletions.ts';
import './manage.css';

/** Says what was just deleted, on every page, and takes it back. */
export function UndoBar() {
  const { waiting, error } = useDeletions();
  return (
    <div class="undo-bar" role="status">
      {waiting > 0 && (
        <p class="floating-bar">
          {t.manage.deleted(waiting)}
          <button type="button" class="link-button" onClick={takeBack}>
            {t.manage.undo}
          </button>
        </p>
      )}
      {error !== undefined && (
        <div class="floating-bar">
          <Trouble error={error} />
          <button type="button" class="button small" onClick={dismissError}>
            {t.manage.dismiss}
          </button>
        </div>
      )}
    </div>
  );
}
