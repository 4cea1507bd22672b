import { dataOf } from '@unseen/client';
import { Download } from 'lucide';
import { unseen } from '../../platform/client.ts';
import { en } from '../../text/en.ts';
import { Icon } from '../../ui/icon.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useSending } from '../../ui/use-sending.ts';

const FORMATS = ['csv', 'json'] as const;
const LONGEST_SAVE_MS = 60_000;

/** Saves all classes as a file that can be imported again. */
export function ExportClasses() {
  const { busy, error, send } = useSending();
  const save = async (format: (typeof FORMATS)[number]) => {
    // Fetched, not linked to: a link cannot send a key. The document of the API leaves the file's content open.
    const answer = await unseen.http.GET('/v1/classes/export', {
      params: { query: { format } },
      parseAs: 'blob',
    });
    const url = URL.createObjectURL(dataOf<unknown>(answer) as Blob);
    const link = Object.assign(document.createElement('a'), { href: url, download: `classes.${format}` });
    link.click();
    // The browser may still be reading when the click has returned.
    setTimeout(() => URL.revokeObjectURL(url), LONGEST_SAVE_MS);
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
          {en.transfer.exportAs(format)}
        </button>
      ))}
      {error !== undefined && <Trouble error={error} />}
    </>
  );
}
