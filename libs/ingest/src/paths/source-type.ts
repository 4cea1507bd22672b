import type { SourceType } from '@unseen/domain';

/** What kind of source a file is, by the end of its name. */
const TYPES: Readonly<Record<string, SourceType>> = {
  csv: 'csv',
  tsv: 'csv',
  tab: 'csv',
  xlsx: 'csv',
  parquet: 'csv',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  zip: 'archive',
  tar: 'archive',
  tgz: 'archive',
  tzst: 'archive',
};

/** What kind of source a file is, where its name says so: `list.csv`, also `list.csv.gz`. */
export function sourceTypeOf(name: string): SourceType | undefined {
  const [, extension = ''] = /\.([a-z]+)(?:\.(?:gz|zst))?$/i.exec(name) ?? [];
  return TYPES[extension.toLowerCase()];
}
