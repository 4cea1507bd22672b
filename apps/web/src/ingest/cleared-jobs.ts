import { changes } from '../platform/changes.ts';
import { isText, keep, readKept } from '../platform/kept-list.ts';

const NAME = 'unseen:cleared-jobs';
const { tell, use } = changes(NAME);
/** More than the list of jobs ever shows. */
const MOST = 500;

/** Shows jobs no more, on this device: what the platform knows of them stays. */
export function clearJobs(ids: readonly string[]): void {
  keep(NAME, [...ids, ...readKept(NAME, isText)], MOST);
  tell();
}

/** Shows all jobs again. */
export function unclearJobs(): void {
  keep(NAME, [], MOST);
  tell();
}

/** The jobs that are not shown any more. */
export function useClearedJobs(): ReadonlySet<string> {
  use();
  return new Set(readKept(NAME, isText));
}
