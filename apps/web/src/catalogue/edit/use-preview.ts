import type { ClassPreview, NewClass } from '@unseen/client';
import { dataOf } from '@unseen/client';
import { useEffect, useState } from 'preact/hooks';
import { isAbort, unseen } from '../../platform/client.ts';

/** Typing faster than this asks once. */
const TYPING_MS = 250;

/** What a class would do; the answer before stays until the new one has come. */
export interface Previewed {
  readonly value?: ClassPreview;
  readonly error?: unknown;
  /** Whether what is shown answers what the form holds. */
  readonly settled: boolean;
}

/**
 * Asks what a class would catch, whenever the form changes.
 *
 * @param collection - whose items are looked at
 * @param replaces - id of the class that is edited
 */
export function usePreview(entry: NewClass, collection: string, replaces: string | undefined): Previewed {
  const key = entry.name === '' ? undefined : JSON.stringify([entry, collection]);
  const [state, setState] = useState<{ key?: string; value?: ClassPreview; error?: unknown }>({});
  useEffect(() => {
    if (key === undefined) return setState({});
    const abort = new AbortController();
    const body = { ...entry, in: collection, ...(replaces !== undefined && { replaces }) };
    const timer = setTimeout(() => {
      unseen.http.POST('/v1/classes/preview', { body, signal: abort.signal }).then(
        (answer) => !abort.signal.aborted && setState({ key, value: dataOf(answer) }),
        (error: unknown) => {
          if (!abort.signal.aborted && !isAbort(error))
            setState((before) => ({ key, value: before.value, error }));
        },
      );
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [key]);
  return { ...state, settled: state.key === key };
}
