import { isFinal, type Job } from '@unseen/client';
import { useEffect, useState } from 'preact/hooks';
import { unseen } from '../platform/client.ts';

/** The job that makes the map of a collection, while there is one. */
export interface MapJob {
  readonly job?: Job;
  readonly error?: unknown;
  /** Begins one. */
  readonly start: () => void;
}

/** Follows the job that makes a map; one that somebody else began, too. @param onMade - told when it is made */
export function useMapJob(collection: string, onMade: () => void): MapJob {
  const [state, setState] = useState<{ id?: string; job?: Job; error?: unknown }>({});
  useEffect(() => {
    const abort = new AbortController();
    unseen.http.GET('/v1/jobs', { signal: abort.signal }).then(
      ({ data }) => {
        const under = data?.jobs.find(
          (job) => job.source.type === 'map' && job.collection === collection && !isFinal(job),
        );
        if (under !== undefined) setState({ id: under.id, job: under });
      },
      // Whoever may not see jobs sees none.
      () => undefined,
    );
    return () => abort.abort();
  }, [collection]);
  const { id } = state;
  useEffect(() => {
    if (id === undefined) return;
    const abort = new AbortController();
    const follow = async () => {
      for await (const job of unseen.watchJob(id, { signal: abort.signal })) {
        if (!isFinal(job)) setState({ id, job });
        else if (job.state === 'failed') setState({ error: new Error(job.error?.detail ?? job.state) });
        else {
          setState({});
          if (job.state === 'completed') onMade();
        }
      }
    };
    follow().catch((error: unknown) => {
      if (!abort.signal.aborted) setState({ error });
    });
    return () => abort.abort();
  }, [id]);
  return {
    ...state,
    start: () => {
      unseen.maps.make(collection).then(
        ({ jobId }) => setState({ id: jobId }),
        (error: unknown) => setState({ error }),
      );
    },
  };
}
