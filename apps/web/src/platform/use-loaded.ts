import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { isAbort } from './client.ts';

/** What was asked for, as far as it is there. */
export interface Loaded<T> {
  readonly value?: T;
  readonly error?: unknown;
  readonly loading: boolean;
  /** Asks again; the old value stays until the new one is there. */
  readonly reload: () => void;
}

/**
 * Loads a value, again whenever an input changes. What comes too late is dropped.
 *
 * @param everyMs - ask again this often while the page is visible
 */
export function useLoaded<T>(
  load: (signal: AbortSignal) => Promise<T>,
  inputs: readonly unknown[],
  everyMs?: number,
): Loaded<T> {
  const [state, setState] = useState<{ value?: T; error?: unknown; loading: boolean }>({ loading: true });
  const [turn, setTurn] = useState(0);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  useEffect(() => {
    const abort = new AbortController();
    setState((before) => ({ ...before, loading: true }));
    load(abort.signal).then(
      (value) => !abort.signal.aborted && setState({ value, loading: false }),
      (error: unknown) => {
        if (!abort.signal.aborted && !isAbort(error))
          setState((before) => ({ value: before.value, error, loading: false }));
      },
    );
    return () => abort.abort();
  }, [...inputs, turn]);
  const { loading } = state;
  const busy = useRef(loading);
  busy.current = loading;
  useEffect(() => {
    if (everyMs === undefined) return;
    const timer = setInterval(() => {
      // One that is still on its way is waited for: asking again would end it before it could say what is wrong.
      if (document.visibilityState === 'visible' && !busy.current) reload();
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, reload]);
  return { ...state, reload };
}
