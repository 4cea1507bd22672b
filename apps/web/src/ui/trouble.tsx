import { type FieldProblem, UnseenError } from '@unseen/client';
import { TriangleAlert } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { isUnauthorized } from '../platform/client.ts';
import { wantKey } from '../platform/key.ts';
import { t } from '../text/text.ts';
import { Icon } from './icon.tsx';

const PROBLEMS_SHOWN = 8;

/** What went wrong, in the platform's words, and how to go on. */
export function Trouble({ error, retry }: { error: unknown; retry?: () => void }) {
  const wantsKey = isUnauthorized(error);
  useEffect(() => {
    if (wantsKey) wantKey();
  }, [wantsKey]);
  useRetryWhileAway(error, retry);
  const { title, detail, foot } = describe(error);
  const problems = error instanceof UnseenError ? error.errors : [];
  return (
    <section class="trouble" role="alert">
      <Icon of={TriangleAlert} size={20} />
      <div>
        <h2>{title}</h2>
        {problems.length > 1 ? <Problems problems={problems} /> : <p>{detail}</p>}
        {foot !== '' && <p class="muted small">{foot}</p>}
        {retry !== undefined && (
          <button type="button" class="button" onClick={retry}>
            {t.trouble.retry}
          </button>
        )}
      </div>
    </section>
  );
}

/** Milliseconds between two looks whether the platform is back. */
const LOOK_MS = 4_000;

/** Tries again by itself while the platform does not answer and somebody looks at the page. */
function useRetryWhileAway(error: unknown, retry: (() => void) | undefined): void {
  const away = error instanceof UnseenError && error.code === 'unreachable';
  const latest = useRef(retry);
  latest.current = retry;
  useEffect(() => {
    if (!away) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') latest.current?.();
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [away]);
}

/** What is wrong with single fields or lines. */
function Problems({ problems }: { problems: readonly FieldProblem[] }) {
  return (
    <ul class="problems">
      {problems.slice(0, PROBLEMS_SHOWN).map(({ field, message }) => (
        <li key={`${field} ${message}`}>
          <strong>{field}</strong> {message}
        </li>
      ))}
      {problems.length > PROBLEMS_SHOWN && (
        <li class="muted">{t.trouble.more(problems.length - PROBLEMS_SHOWN)}</li>
      )}
    </ul>
  );
}

function describe(error: unknown): { title: string; detail: string; foot: string } {
  if (!(error instanceof UnseenError))
    return {
      title: t.trouble.page,
      detail: error instanceof Error ? error.message : String(error),
      foot: '',
    };
  if (error.code === 'unreachable') return { ...t.trouble.unreachable, foot: '' };
  const foot = error.requestId === undefined ? error.code : t.trouble.foot(error.code, error.requestId);
  return { title: error.title, detail: error.message, foot };
}
