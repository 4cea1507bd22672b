import { collectionLink } from '../search/query.ts';
import { en } from '../text/en.ts';
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
    paused: en.ingest.paused,
    done: nothing
      ? en.ingest.nothingAdded
      : failures.length > 0
        ? en.ingest.finishedBut(failures.length)
        : en.ingest.finished,
    cancelled: en.ingest.cancelled,
  };
  return (
    <section class="card" aria-label={en.ingest.fromHere}>
      <Progress
        title={en.ingest.fromHere}
        state={state !== 'done' ? state : nothing ? 'failed' : 'completed'}
        stateText={words[state]}
        total={total}
        done={done}
        failed={failures.length}
        perSecond={state === 'running' ? progress.perSecond : undefined}
        secondsLeft={progress.secondsLeft}
        notes={known > 0 ? [en.ingest.same(known)] : []}
      />
      <div class="actions">
        {state === 'running' && <Act label={en.ingest.pause} onClick={() => queue.pause()} />}
        {state === 'paused' && <Act label={en.ingest.resume} onClick={() => queue.start()} />}
        {(state === 'running' || state === 'paused') && (
          <Act label={en.ingest.cancel} onClick={() => queue.cancel()} />
        )}
        {failures.length > 0 && state !== 'running' && (
          <Act label={en.ingest.retry} onClick={() => queue.retry()} />
        )}
        {done > 0 && (
          <a class="button small" href={collectionLink(collection)}>
            {en.ingest.searchThem}
          </a>
        )}
      </div>
      {failures.length > 0 && (
        <Failures
          summary={en.ingest.failures(failures.length)}
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
