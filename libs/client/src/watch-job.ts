import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { Http } from './http.ts';
import { sleep } from './sleep.ts';
import type { Job } from './types.ts';

const FINAL_STATES: readonly Job['state'][] = ['completed', 'cancelled', 'failed'];
const RECONNECT_MS = 1_000;

/** Whether a job is over. */
export function isFinal(job: Job): boolean {
  return FINAL_STATES.includes(job.state);
}

/**
 * The job after every change until it is over. Reconnects when the stream breaks; `fetch` rather than `EventSource`,
 * which cannot send a key.
 *
 * @throws UnseenError `job_not_found` and others; the signal's reason when it was aborted
 */
export async function* watchJob(http: Http, id: string, signal?: AbortSignal): AsyncGenerator<Job, void> {
  for (;;) {
    const { response } = await http.GET('/v1/jobs/{id}/events', {
      params: { path: { id } },
      parseAs: 'stream',
      headers: { accept: 'text/event-stream' },
      signal,
    });
    try {
      for await (const job of readEvents(response)) {
        yield job;
        if (isFinal(job)) return;
      }
    } catch (error) {
      if (signal?.aborted) throw error;
      // The connection broke in the middle: the next one starts with the job as it is then.
    }
    await sleep(RECONNECT_MS, signal);
  }
}

async function* readEvents(response: Response): AsyncGenerator<Job, void> {
  if (response.body === null) return;
  const reader = response.body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array<ArrayBuffer>>)
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      if (read.value.event === 'job') yield JSON.parse(read.value.data) as Job;
    }
  } finally {
    await reader.cancel();
  }
}
