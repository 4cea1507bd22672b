import { messageOf } from '@unseen/domain';
import { Buffer } from 'node:buffer';
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { EnvHttpProxyAgent, fetch, type Response } from 'undici';
import { z } from 'zod';
import {
  HUGGING_FACE,
  notFetched,
  type ModelSource,
  type RemoteFile,
  type Revision,
} from './model-source.ts';
import { verifyFile } from './verify-file.ts';

/** How patiently a hub is asked. */
export interface Patience {
  /** Tries in a row that bring nothing before it is given up. */
  readonly tries: number;
  /** Milliseconds before the second try; each further one waits twice as long, 30 seconds at most. */
  readonly waitMs: number;
  /** Milliseconds without a byte before a try counts as failed. */
  readonly silenceMs: number;
}

const PATIENCE: Patience = { tries: 6, waitMs: 1_000, silenceMs: 60_000 };
const LONGEST_WAIT_MS = 30_000;

const answer = z.object({
  sha: z.string(),
  siblings: z.array(
    z.object({
      rfilename: z.string(),
      size: z.number().int().nonnegative(),
      blobId: z.string().optional(),
      lfs: z.object({ sha256: z.string(), size: z.number() }).nullish(),
    }),
  ),
});

/** An answer that trying again does not change. */
class Refused extends Error {}

/**
 * Models on the Hugging Face hub, or a server that speaks as it does: `/api/models/<repository>/revision/<revision>` lists files,
 * `/<repository>/resolve/<commit>/<path>` sends one, by way of redirects. Proxies are taken from `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`.
 */
export class HubSource implements ModelSource {
  readonly place: string;
  readonly #patience: Patience;
  readonly #dispatcher: EnvHttpProxyAgent;

  constructor(address: string = HUGGING_FACE, patience: Partial<Patience> = {}) {
    this.place = address.replace(/\/+$/, '');
    this.#patience = { ...PATIENCE, ...patience };
    const { silenceMs } = this.#patience;
    this.#dispatcher = new EnvHttpProxyAgent({ headersTimeout: silenceMs, bodyTimeout: silenceMs });
  }

  async list(repository: string, revision: string): Promise<Revision> {
    const path = `/api/models/${repository}/revision/${encodeURIComponent(revision)}?blobs=true`;
    const { sha, siblings } = await this.#persist(`the files of ${repository}`, async () => {
      const response = await this.#get(path, {});
      return answer.parse(await response.json());
    });
    return {
      commit: sha,
      files: siblings.map(({ rfilename, size, blobId, lfs }) => ({
        path: rfilename,
        bytes: lfs?.size ?? size,
        ...(lfs ? { sha256: lfs.sha256 } : { gitBlob: blobId }),
      })),
    };
  }

  async fetch(
    repository: string,
    { commit }: Revision,
    file: RemoteFile,
    target: string,
    onBytes: (count: number) => void,
  ): Promise<void> {
    const parts = file.path.split('/').map(encodeURIComponent).join('/');
    const path = `/${repository}/resolve/${encodeURIComponent(commit!)}/${parts}`;
    const download = new Download(`${target}.part`, file, onBytes);
    await this.#persist(file.path, async (progress) => {
      await download.open();
      if (await download.isWhole()) return;
      await download.take(await this.#get(path, download.wanted()), progress);
    });
    await download.finish(target);
  }

  /** Tries until something comes of it; a try that brought bytes counts as the first again. */
  async #persist<T>(what: string, attempt: (progress: () => void) => Promise<T>): Promise<T> {
    let failures = 0;
    for (;;) {
      try {
        return await attempt(() => (failures = 0));
      } catch (error) {
        failures += 1;
        const detail = `${this.place} did not send ${what}: ${reasonOf(error)}`;
        if (error instanceof Refused || failures >= this.#patience.tries) throw notFetched(detail, error);
        await sleep(Math.min(LONGEST_WAIT_MS, this.#patience.waitMs * 2 ** (failures - 1)));
      }
    }
  }

  async #get(path: string, headers: Record<string, string>): Promise<Response> {
    const response = await fetch(this.place + path, { dispatcher: this.#dispatcher, headers });
    if (response.ok || response.status === 416) return response;
    await response.body?.cancel();
    const passing = response.status >= 500 || response.status === 429 || response.status === 408;
    const problem = `it answered ${response.status}${hintOf(response.status)}`;
    throw passing ? new Error(problem) : new Refused(problem);
  }
}

function hintOf(status: number): string {
  if (status === 401 || status === 403)
    return ', as hubs do for what does not exist or needs an account: check the name';
  return status === 404 ? ': there is no such model, revision or file' : '';
}

/** What went wrong in the words of the innermost cause: `fetch failed` says nothing. */
function reasonOf(error: unknown): string {
  let at = error;
  while (at instanceof Error && at.cause instanceof Error) at = at.cause;
  const { code } = at as NodeJS.ErrnoException;
  const text = at instanceof z.ZodError ? 'its answer is not that of a hub' : messageOf(at);
  return text || (code ?? 'it failed');
}

/** A file as it comes, in pieces that may lie days apart: the ETag it began with is kept beside it. */
class Download {
  readonly #part: string;
  readonly #etagFile: string;
  readonly #file: RemoteFile;
  readonly #onBytes: (count: number) => void;
  #size = 0;
  #told = 0;
  #etag = '';

  constructor(part: string, file: RemoteFile, onBytes: (count: number) => void) {
    this.#part = part;
    this.#etagFile = `${part}.etag`;
    this.#file = file;
    this.#onBytes = onBytes;
  }

  /** Looks how much is there. */
  async open(): Promise<void> {
    this.#size = await stat(this.#part).then(
      ({ size }) => size,
      () => 0,
    );
    this.#etag = await readFile(this.#etagFile, 'utf8').catch(() => '');
    // A piece of unknown origin, or longer than the file, is worth nothing.
    if (this.#etag === '' || this.#size > this.#file.bytes) this.#size = 0;
    this.#tell();
  }

  /** Whether all of it is there; what is complete and wrong is thrown away. */
  async isWhole(): Promise<boolean> {
    if (this.#size !== this.#file.bytes || this.#size === 0) return false;
    return verifyFile(this.#part, this.#file).then(
      () => true,
      async () => {
        await this.#forget();
        return false;
      },
    );
  }

  /** Headers that ask for the rest, if the file is still the one the piece is of. */
  wanted(): Record<string, string> {
    // Compressed on the way, ranges would count other bytes.
    const plain = { 'accept-encoding': 'identity' };
    return this.#size === 0 ? plain : { ...plain, range: `bytes=${this.#size}-`, 'if-range': this.#etag };
  }

  /** Writes down what an answer holds. */
  async take(response: Response, progress: () => void): Promise<void> {
    if (response.status === 416) {
      await response.body?.cancel();
      await this.#forget();
      throw new Error('it knows no rest of the file');
    }
    const from = response.status === 206 ? startOf(response) : 0;
    if (from !== 0 && from !== this.#size) throw new Error('it sent another part than was asked for');
    this.#size = from;
    this.#tell();
    // Only a strong ETag says that bytes are the same.
    const etag = response.headers.get('etag') ?? '';
    await writeFile(this.#etagFile, etag.startsWith('W/') ? '' : etag);
    const target = await open(this.#part, from === 0 ? 'w' : 'r+');
    try {
      for await (const chunk of response.body!) {
        const bytes = Buffer.from(chunk as Uint8Array);
        await target.write(bytes, 0, bytes.length, this.#size);
        this.#size += bytes.length;
        this.#tell();
        progress();
      }
    } finally {
      await target.close();
    }
    if (this.#size < this.#file.bytes)
      throw new Error(`it ended after ${this.#size} of ${this.#file.bytes} bytes`);
  }

  /** Checks the whole and gives it its name. */
  async finish(target: string): Promise<void> {
    try {
      await verifyFile(this.#part, this.#file);
    } catch (error) {
      await this.#forget();
      throw error;
    }
    await rename(this.#part, target);
    await rm(this.#etagFile, { force: true });
  }

  async #forget(): Promise<void> {
    await rm(this.#part, { force: true });
    await rm(this.#etagFile, { force: true });
    this.#size = 0;
    this.#tell();
  }

  #tell(): void {
    if (this.#size !== this.#told) this.#onBytes(this.#size - this.#told);
    this.#told = this.#size;
  }
}

function startOf(response: Response): number {
  return Number(/^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1] ?? NaN);
}
