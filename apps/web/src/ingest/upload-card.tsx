import { collectionLink } from '../search/query.ts';
import { t } from '../text/text.ts';
import { Failures } from './failures.tsx';
import { Progress } from './progress.tsx';
import { useUploads } from './uploads.ts';

/** The uploads from this device and how far they are. */
export function UploadCard() {
  const { progress, queue } = useUploads();
  if (progress === undefined) return null;
  const { state, total, done, known, failures, collection } = progress;
  const nothing = done === 0 && failures.length > 0;
  const words = {
    running: '',
    paused: t.ingest.paused,
    done: nothing
      ? t.ingest.nothingAdded
      : failures.length > 0
        ? t.ingest.finishedBut(failures.length)
        : t.ingest.finished,
    cancelled: t.ingest.cancelled,
  };
  return (
    <section class="card" aria-label={t.ingest.fromHere}>
      <Progress
        title={t.ingest.fromHere}
        state={state !== 'done' ? state : nothing ? 'failed' : 'completed'}
        stateText={words[state]}
        total={total}
        done={done}
        failed={failures.length}
        perSecond={state === 'running' ? progress.perSecond : undefined}
        secondsLeft={progress.secondsLeft}
        notes={known > 0 ? [t.ingest.same(known)] : []}
      />
      <div class="actions">
        {state === 'running' && <Act label={t.ingest.pause} onClick={() => queue.pause()} />}
        {state === 'paused' && <Act label={t.ingest.resume} onClick={() => queue.start()} />}
        {(state === 'running' || state === 'paused') && (
          <Act label={t.ingest.cancel} onClick={() => queue.cancel()} />
        )}
        {failures.length > 0 && state !== 'running' && (
          <Act label={t.ingest.retry} onClick={() => queue.retry()} />
        )}
        {done > 0 && (
          <a class="button small" href={collectionLink(collection)}>
            {t.ingest.searchThem}
          </a>
        )}
      </div>
      {failures.length > 0 && (
        <Failures
          summary={t.ingest.failures(failures.length)}
          failures={failures.slice(0, 200).map(({ path, reason, code }) => ({ id: path, reason, code }))}
        />
      )}
    </section>
  );
}

/** A small button that does one thing. */
export function Act({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" class="button small" onClick={onClick}>
      {label}
    </button>
  );
}
