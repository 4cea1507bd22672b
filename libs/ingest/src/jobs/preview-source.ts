import { AppError, type JobSource } from '@unseen/domain';
import { openSource } from '../readers/open-source.ts';
import type { ReaderContext, ReadRecord, SourceField } from '../readers/reader.ts';

/** What a job would read first. */
export interface SourcePreview {
  /** What the columns of a table become; empty for other sources. */
  readonly fields: readonly SourceField[];
  readonly records: readonly ReadRecord[];
  /** What whoever made the source should know. */
  readonly notes: readonly string[];
}

/**
 * Reads the beginning of a source as a job would, and stores nothing.
 *
 * @param most - records
 * @throws AppError `source_outside_root`, `source_not_found`, `source_invalid`
 */
export async function previewSource(
  source: JobSource,
  context: ReaderContext,
  most: number,
): Promise<SourcePreview> {
  const reader = await openSource(source, { ...context, preview: true });
  const records: ReadRecord[] = [];
  for await (const record of reader.read(0)) {
    records.push(record);
    if (records.length === most) break;
  }
  if (records.length === 0) throw new AppError('source_invalid', reader.emptyBecause());
  return { fields: (await reader.fields?.()) ?? [], records, notes: reader.notes ?? [] };
}
