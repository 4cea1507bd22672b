/** Milliseconds between looks. */
const LOOK_MS = 10_000;
/** Seconds of processor time after which what was freed is given back: while work goes on, and once it has paused, which so few between two looks say. */
const WORKED_SECONDS = 20;
const PAUSED_SECONDS = 1;
const PAUSE_SECONDS = 0.2;

type Trim = { async(keep: number, done: (error: unknown, gave: number) => void): void };

/** The allocator's own function for it; null where there is none, as on systems other than Linux with glibc. */
let trim: Trim | null | undefined;

/**
 * Gives what native code has freed back to the system: vectors, indexes being made, pictures. glibc by itself gives back large pieces at once, and of the
 * small ones only those at the end of its heaps: one that is still in use there keeps all that is free before it. Making the index of tags of 24,000
 * items leaves 230 MB so, of which 40 are in use. Runs in a thread of its own, for some 20 ms there; whoever allocates in the same heap meanwhile waits.
 *
 * @returns whether the system took something back
 */
export async function giveBack(): Promise<boolean> {
  trim ??= await findTrim();
  const found = trim;
  if (found === null) return false;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  found.async(0, (_, gave) => resolve(gave === 1));
  return promise;
}

async function findTrim(): Promise<Trim | null> {
  if (process.platform !== 'linux') return null;
  try {
    const { default: koffi } = await import('koffi');
    return koffi.load('libc.so.6').func('int malloc_trim(size_t)');
  } catch {
    // Another C library: its allocator has its own ways.
    return null;
  }
}

/** Gives back after work, so that a process does not stay as large as its largest moment; one at rest does nothing. Does not keep the process alive. */
export function giveBackAfterWork(): void {
  let [given, looked] = [workedSeconds(), workedSeconds()];
  setInterval(() => {
    const now = workedSeconds();
    const due = now - looked < PAUSE_SECONDS ? PAUSED_SECONDS : WORKED_SECONDS;
    looked = now;
    if (now - given < due) return;
    given = now;
    void giveBack();
  }, LOOK_MS).unref();
}

/** Seconds of processor time this process has used. */
function workedSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
