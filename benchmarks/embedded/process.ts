import { readdir, readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const MIB = 1024;
/** Ticks of /proc a second, on every Linux that matters. */
const TICKS = 100;

/** Resident memory of a process in MiB: the median of some seconds. Linux only. */
export async function residentMib(pid: number, seconds = 5): Promise<number> {
  const samples: number[] = [];
  for (let second = 0; second < seconds; second++) {
    samples.push(await status(pid, 'VmRSS'));
    await sleep(1_000);
  }
  return samples.sort((a, b) => a - b)[Math.floor(seconds / 2)]!;
}

/** The most a process has had resident, in MiB. */
export async function peakMib(pid: number): Promise<number> {
  return status(pid, 'VmHWM');
}

/** Share of one core that a process used, in percent, over a while. */
export async function coreShare(pid: number, seconds: number): Promise<number> {
  const before = await processorSeconds(pid);
  const started = performance.now();
  await sleep(1_000 * seconds);
  return (100 * 1_000 * ((await processorSeconds(pid)) - before)) / (performance.now() - started);
}

async function status(pid: number, field: string): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(text)?.[1]) / MIB;
}

/** Seconds of the processors that a process has used. */
export async function processorSeconds(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  // After the name, which may hold anything, the twelfth and thirteenth are time in the program and in the system.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** Forgets the most a process has had resident: {@link peakMib} counts from now on. */
export async function resetPeak(pid: number): Promise<void> {
  await writeFile(`/proc/${pid}/clear_refs`, '5');
}

/** Seconds of processor time of the threads of a process that have a niceness. */
export async function threadSeconds(pid: number, niceness: number): Promise<number> {
  const folder = `/proc/${pid}/task`;
  const seconds = await Promise.all(
    (await readdir(folder)).map(async (thread) => {
      const text = await readFile(`${folder}/${thread}/stat`, 'utf8').catch(() => '');
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
      return Number(fields[16]) === niceness ? (Number(fields[11]) + Number(fields[12])) / TICKS : 0;
    }),
  );
  return seconds.reduce((sum, each) => sum + each, 0);
}
