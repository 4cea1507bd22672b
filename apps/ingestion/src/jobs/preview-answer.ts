import type { JobPreview, PreviewedRecord } from '@unseen/api';
import type { Entry } from '@unseen/domain';
import type { SourcePreview } from '@unseen/ingest';

/** What a job would read first, as the API shows it. */
export function toPreviewAnswer({ fields, records, notes }: SourcePreview): JobPreview {
  return {
    fields: fields.map(({ name, becomes }) => ({ name, becomes })),
    records: records.map((record): PreviewedRecord => {
      if ('code' in record) return { id: record.id, code: record.code, reason: record.reason };
      const { where, id, image, captions, metadata } = record;
      return { where, id, image: image && nameOf(image), captions: [...captions], metadata };
    }),
    notes: [...notes],
  };
}

function nameOf(image: NonNullable<Entry['image']>): string {
  if (image.kind === 'url') return image.url;
  return image.kind === 'file' ? image.path : image.key;
}
