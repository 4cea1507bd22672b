import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { Http } from './http.ts';
import { sleep } from './sleep.ts';
import type { Job } from './types.ts';

const FINAL_STATES: readonly Job['state'][] = ['completed', 'cancelled', 'failed'];
const RECONNECT_MS = 1_000;
/** A stream that was silent for so long is opened anew: a machine that is gone does not end its connections. */
const SILENT_MS = 60_000;

/** Whether a job is over. */
export function isFinal({ state }: Pick<Job, 'state'>): boolean {
  return FINAL_STATES.includes(state);
}

/**
 * The job after every change until it is over. Connects anew when the stream breaks, as patiently as the client sends
 * any request; `fetch` rather than `EventSource`, which cannot send a key.
 *
 * @throws UnseenError `job_not_found` and others, `unreachable`; the signal's reason when it was aborted
 */
export async function* watchJob(http: Http, id: string, signal?: AbortSignal): AsyncGenerator<Job, void> {
  let last = '';
  for (;;) {
    const silent = new AbortController();
    const over = signal === undefined ? silent.signal : AbortSignal.any([signal, silent.signal]);
    const { response } = await http.GET('/v1/jobs/{id}/events', {
      params: { path: { id } },
      parseAs: 'stream',
      headers: { accept: 'text/event-stream' },
      signal: over,
    });
    try {
      for await (const data of readEvents(response, () => silent.abort())) {
        // Each connection begins with the job as it is.
        if (data === last) continue;
        last = data;
        const job = JSON.parse(data) as Job;
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

/** The data of each event of a job. @param onSilence - called when nothing came for a while */
async function* readEvents(response: Response, onSilence: () => void): AsyncGenerator<string, void> {
  if (response.body === null) return;
  const reader = response.body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array<ArrayBuffer>>)
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  const next = async () => {
    const timer = setTimeout(onSilence, SILENT_MS);
    return reader.read().finally(() => clearTimeout(timer));
  };
  try {
    for (let read = await next(); !read.done; read = await next()) {
      if (read.value.event === 'job') yield read.value.data;
    }
  } finally {
    // A stream that broke cannot be cancelled any more, and need not be.
    await reader.cancel().catch(() => undefined);
  }
}
