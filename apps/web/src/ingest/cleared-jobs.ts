import { changes } from '../platform/changes.ts';

const NAME = 'unseen:cleared-jobs';
const { tell, use } = changes(NAME);
/** More than the list of jobs ever shows. */
const MOST = 500;

function read(): string[] {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(NAME) ?? '[]');
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

/** Shows jobs no more, on this device: what the platform knows of them stays. */
export function clearJobs(ids: readonly string[]): void {
  window.localStorage.setItem(NAME, JSON.stringify([...ids, ...read()].slice(0, MOST)));
  tell();
}

/** Shows all jobs again. */
export function unclearJobs(): void {
  window.localStorage.removeItem(NAME);
  tell();
}

/** The jobs that are not shown any more. */
export function useClearedJobs(): ReadonlySet<string> {
  use();
  return new Set(read());
}
