import type { ClassEvaluation } from '@unseen/client';
import { useEffect, useRef, useState } from 'preact/hooks';
import { unseen } from '../../platform/client.ts';

/** An evaluation of classes as it goes on, and how to begin to watch one. */
export interface Watched {
  readonly evaluation?: ClassEvaluation;
  /** Watches one until it is over. @returns it as it ended; rejects when the reader goes elsewhere */
  readonly watch: (evaluation: ClassEvaluation) => Promise<ClassEvaluation>;
}

/** Watches an evaluation of classes for as long as what shows it is there. */
export function useWatched(): Watched {
  const [evaluation, setEvaluation] = useState<ClassEvaluation>();
  const gone = useRef(new AbortController());
  useEffect(() => () => gone.current.abort(), []);
  const watch = async (begun: ClassEvaluation) => {
    let last = begun;
    setEvaluation(begun);
    for await (const now of unseen.watchClassEvaluation(begun.id, { signal: gone.current.signal })) {
      last = now;
      setEvaluation(now);
    }
    return last;
  };
  return { evaluation, watch };
}
