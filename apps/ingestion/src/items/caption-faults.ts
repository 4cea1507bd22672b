import type { Warning } from '@unseen/api';
import type { CaptionFaults, JobView } from '@unseen/ingest';
import { notUnderstood } from '@unseen/search';

/** What is to be said of the captions of one item, as they were encoded; absent when there is nothing. */
export function warningsOf(faults: CaptionFaults | undefined): readonly Warning[] | undefined {
  if (faults === undefined) return undefined;
  const warnings: Warning[] = [
    ...faults.notUnderstood.map(notUnderstood),
    ...faults.cutShort.map((caption): Warning => ({
      code: 'text_truncated',
      detail: `The model in use does not read "${caption.slice(0, SHOWN)}..." to its end.`,
    })),
  ];
  return warnings.length > 0 ? warnings : undefined;
}

/** The same over all items a job has written; absent when there is nothing. */
export function warningsOfJob({
  notUnderstood,
  cutShort,
}: Pick<JobView, 'notUnderstood' | 'cutShort'>): readonly Warning[] | undefined {
  const warnings: Warning[] = [];
  if (notUnderstood > 0) {
    warnings.push({
      code: 'text_not_understood',
      detail: `Items with a caption that means nothing to the model in use: ${notUnderstood}. Only their pictures, and their words as they are written, are found.`,
    });
  }
  if (cutShort > 0) {
    warnings.push({
      code: 'text_truncated',
      detail: `Items with a caption that the model in use does not read to its end: ${cutShort}.`,
    });
  }
  return warnings.length > 0 ? warnings : undefined;
}

/** Characters of a caption that name it. */
const SHOWN = 40;
