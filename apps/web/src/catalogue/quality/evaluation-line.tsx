import type { ClassEvaluation, Evaluation } from '@unseen/client';
import { t } from '../../text/text.ts';

interface Properties {
  /** What was measured. */
  readonly title: string;
  readonly evaluation: Evaluation | ClassEvaluation;
  /** Whether its figures are shown. */
  readonly open: boolean;
  readonly onOpen: () => void;
}

/** One evaluation of a list: when it was, how far it is, what went wrong, and the way to its figures. */
export function EvaluationLine({ title, evaluation, open, onOpen }: Properties) {
  const { state, done, total, createdAt, error } = evaluation;
  return (
    <li data-open={open || undefined}>
      <span>
        <strong>{title}</strong>
        <span class="muted small">
          {t.date(createdAt)}
          {state === 'running' && total !== null && ` · ${t.ingest.progress(done, total)}`}
        </span>
        {error !== undefined && <span class="muted small">{error.detail}</span>}
      </span>
      {state === 'completed' || state === 'blocked' ? (
        <button type="button" class="button small" aria-pressed={open} onClick={onOpen}>
          {t.quality.show}
        </button>
      ) : (
        <span class="badge">{t.ingest.states[state]}</span>
      )}
    </li>
  );
}
