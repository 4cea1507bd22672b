import { isFinal, type Job } from '@unseen/client';
import { useEffect, useState } from 'preact/hooks';
import { isAbort, unseen } from '../platform/client.ts';
import { useLoaded } from '../platform/use-loaded.ts';
import { collectionLink } from '../search/query.ts';
import { t } from '../text/text.ts';
import { Loading } from '../ui/loading.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { clearJobs, unclearJobs, useClearedJobs } from './cleared-jobs.ts';
import { Failures } from './failures.tsx';
import { Progress } from './progress.tsx';
import { Act } from './upload-card.tsx';

/** The newest jobs, each as it goes. */
export function JobList() {
  const { value, error, reload } = useLoaded(
    async (signal) => (await unseen.http.GET('/v1/jobs', { signal })).data,
    [],
  );
  const cleared = useClearedJobs();
  if (error !== undefined) return <Trouble error={error} retry={reload} />;
  if (value === undefined) return <Loading />;
  if (value.jobs.length === 0) return <p class="muted">{t.ingest.noJobs}</p>;
  const shown = value.jobs.filter(({ id }) => !cleared.has(id));
  const over = shown.filter(isFinal).map(({ id }) => id);
  return (
    <>
      {shown.map((job) => (
        <JobCard key={job.id} first={job} />
      ))}
      {shown.length === 0 && <p class="muted">{t.ingest.jobsCleared}</p>}
      <div class="actions jobs-acts">
        {over.length > 0 && <Act label={t.ingest.clearJobs} onClick={() => clearJobs(over)} />}
        {shown.length < value.jobs.length && (
          <Act label={t.ingest.allJobs(value.jobs.length)} onClick={unclearJobs} />
        )}
      </div>
    </>
  );
}

type Act = 'pause' | 'resume' | 'cancel' | 'retry';

function JobCard({ first }: { first: Job }) {
  const [job, setJob] = useState(first);
  const [round, setRound] = useState(0);
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    if (isFinal(job)) return;
    const abort = new AbortController();
    const follow = async () => {
      for await (const state of unseen.watchJob(job.id, { signal: abort.signal })) setJob(state);
    };
    follow().catch((thrown: unknown) => {
      if (!abort.signal.aborted && !isAbort(thrown)) setError(thrown);
    });
    return () => abort.abort();
  }, [job.id, round]);

  const act = (name: Act) => {
    const options = { params: { path: { id: job.id } } };
    const calls = {
      pause: () => unseen.http.POST('/v1/jobs/{id}/pause', options),
      resume: () => unseen.http.POST('/v1/jobs/{id}/resume', options),
      cancel: () => unseen.http.POST('/v1/jobs/{id}/cancel', options),
      retry: () => unseen.http.POST('/v1/jobs/{id}/retry', options),
    };
    calls[name]().then(
      ({ data }) => {
        if (data) setJob(data);
        setRound((before) => before + 1);
      },
      (thrown: unknown) => setError(thrown),
    );
  };
  const { state, source, failed, skipped } = job;
  return (
    <article class="card">
      <Progress
        title={t.ingest.job(
          { ...t.ingest.types, ...t.ingest.ofCollection }[source.type],
          source.path.split('/').slice(-2).join('/'),
        )}
        state={state}
        stateText={t.ingest.states[state]}
        total={job.total ?? undefined}
        done={job.done + skipped}
        failed={failed}
        perSecond={state === 'running' ? job.itemsPerSecond : undefined}
        secondsLeft={state === 'running' ? (job.etaSeconds ?? undefined) : undefined}
        notes={[
          ...(skipped > 0 ? [t.ingest.skipped(skipped)] : []),
          job.collection,
          ...(job.createdAt ? [t.date(job.createdAt)] : []),
          ...(state === 'running' && job.done === 0 ? [t.ingest.inParts] : []),
        ]}
      />
      {job.warnings?.map(({ code, detail }) => (
        <p key={code} class="muted small">
          {detail}
        </p>
      ))}
      {job.error && <p class="job-error">{job.error.detail}</p>}
      <div class="actions">
        {(state === 'running' || state === 'queued') && (
          <Act label={t.ingest.pause} onClick={() => act('pause')} />
        )}
        {state === 'paused' && <Act label={t.ingest.resume} onClick={() => act('resume')} />}
        {!isFinal(job) && <Act label={t.ingest.cancel} onClick={() => act('cancel')} />}
        {isFinal(job) && job.done > 0 && (
          <a class="button small" href={collectionLink(job.collection)}>
            {t.ingest.searchThem}
          </a>
        )}
        {state !== 'cancelled' && isFinal(job) && failed > 0 && (
          <Act label={t.ingest.retry} onClick={() => act('retry')} />
        )}
      </div>
      {error !== undefined && <Trouble error={error} />}
      {failed > 0 && <JobFailures id={job.id} failed={failed} />}
    </article>
  );
}

function JobFailures({ id, failed }: { id: string; failed: number }) {
  const [open, setOpen] = useState(false);
  const { value, error, reload } = useLoaded(
    async (signal) =>
      open
        ? (
            await unseen.http.GET('/v1/jobs/{id}/failures', {
              params: { path: { id }, query: { limit: 200 } },
              signal,
            })
          ).data?.failures
        : undefined,
    [id, open, failed],
  );
  if (error !== undefined) return <Trouble error={error} retry={reload} />;
  return <Failures summary={t.ingest.failures(failed)} failures={value} onOpen={() => setOpen(true)} />;
}
