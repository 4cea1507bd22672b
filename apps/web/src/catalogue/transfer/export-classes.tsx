import { dataOf } from '@unseen/client';
import { Download } from 'lucide';
import { unseen } from '../../platform/client.ts';
import { t } from '../../text/text.ts';
import { Icon } from '../../ui/icon.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { Trouble } from '../../ui/trouble.tsx';
import { useSending } from '../../ui/use-sending.ts';

const FORMATS = ['csv', 'json'] as const;

/** Saves all classes as a file that can be imported again. */
export function ExportClasses() {
  const { busy, error, send } = useSending();
  const save = async (format: (typeof FORMATS)[number]) => {
    // The document of the API leaves the file's content open.
    const answer = await unseen.http.GET('/v1/classes/export', {
      params: { query: { format } },
      parseAs: 'blob',
    });
    saveFile(dataOf<unknown>(answer) as Blob, `classes.${format}`);
  };
  return (
    <>
      {FORMATS.map((format) => (
        <button
          key={format}
          type="button"
          class="button small"
          disabled={busy}
          onClick={() => void send(() => save(format))}
        >
          <Icon of={Download} size={15} />
          {t.transfer.exportAs(format)}
        </button>
      ))}
      {error !== undefined && <Trouble error={error} />}
    </>
  );
}
