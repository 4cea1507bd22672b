import { dataOf } from '@unseen/client';
import { Upload } from 'lucide';
import { useState } from 'preact/hooks';
import { unseen } from '../../platform/client.ts';
import { t } from '../../text/text.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { Icon } from '../../ui/icon.tsx';

interface Properties {
  /** Says what the import has done. */
  readonly onImported: (said: string) => void;
}

/** Takes classes from a file of the reader's: all of it, or, where a line is wrong, nothing and which lines those are. */
export function ImportClasses({ onImported }: Properties) {
  const [file, setFile] = useState<File>();
  const [replace, setReplace] = useState(false);
  const load = async (chosen: File) => {
    const isJson = chosen.name.toLowerCase().endsWith('.json');
    const { added, changed, unchanged, removed } = dataOf(
      await unseen.http.POST('/v1/classes/import', {
        params: { query: { mode: replace ? 'replace' : 'merge' } },
        body: '',
        // As it came: what is wrong with it is the platform's to say.
        bodySerializer: () => chosen,
        headers: { 'content-type': isJson ? 'application/json' : 'text/csv' },
      }),
    );
    setFile(undefined);
    onImported(t.transfer.imported({ added, changed, unchanged, removed }));
  };
  return (
    <>
      <label class="button small file-button">
        <Icon of={Upload} size={15} />
        {t.transfer.import}
        <input
          type="file"
          accept=".json,.csv,.tsv,.xlsx"
          class="visually-hidden"
          onChange={(event) => {
            setFile(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
      </label>
      {file !== undefined && (
        <Confirm
          title={t.transfer.importFile(file.name)}
          text={t.transfer.importText}
          act={t.transfer.importAct}
          onClose={() => setFile(undefined)}
          onConfirm={() => load(file)}
        >
          <label class="check">
            <input
              type="checkbox"
              checked={replace}
              onChange={(event) => setReplace(event.currentTarget.checked)}
            />
            {t.transfer.replace}
          </label>
        </Confirm>
      )}
    </>
  );
}
