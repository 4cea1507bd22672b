import type { JobSource } from '@unseen/client';
import { ChevronRight, FileText, Folder, FolderUp } from 'lucide';
import { useState } from 'preact/hooks';
import { unseen } from '../platform/client.ts';
import { useLoaded } from '../platform/use-loaded.ts';
import { t } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import { Loading } from '../ui/loading.tsx';
import { Trouble } from '../ui/trouble.tsx';

interface Properties {
  /** The path that stands in the form. */
  readonly path: string;
  /** Takes a folder, or a file and what its name says it is. */
  readonly onPick: (path: string, file?: { readonly type?: JobSource['type'] }) => void;
}

const ROOT = '.';

/** Folders and files of the import root, to pick a source from. */
export function SourcePicker({ path, onPick }: Properties) {
  const [at, setAt] = useState(ROOT);
  const { value, error, reload } = useLoaded(async (signal) => unseen.jobSources(at, { signal }), [at]);
  const open = (folder: string) => {
    setAt(folder);
    onPick(folder);
  };
  if (error !== undefined) return <Trouble error={error} retry={reload} />;
  if (value === undefined) return <Loading />;
  const { root, folders, files, pictures, complete } = value;
  const nothing = folders.length + files.length + pictures === 0;
  const steps = value.path === ROOT ? [] : value.path.split('/');
  return (
    <section class="source-picker" aria-label={t.ingest.sources}>
      <p class="source-path">
        <button type="button" class="link-button" onClick={() => open(ROOT)}>
          {root ?? t.ingest.importRoot}
        </button>
        {steps.map((step, index) => (
          <>
            <Icon of={ChevronRight} size={14} />
            <button
              type="button"
              class="link-button"
              onClick={() => open(steps.slice(0, index + 1).join('/'))}
            >
              {step}
            </button>
          </>
        ))}
      </p>
      {nothing ? (
        <p class="muted small">{value.path === ROOT ? t.ingest.rootEmpty : t.ingest.folderEmpty}</p>
      ) : (
        <ul>
          {steps.length > 0 && (
            <li>
              <button type="button" onClick={() => open(steps.slice(0, -1).join('/') || ROOT)}>
                <Icon of={FolderUp} size={16} />
                {t.ingest.folderUp}
              </button>
            </li>
          )}
          {folders.map(({ name, path: folder }) => (
            <li key={folder}>
              <button type="button" onClick={() => open(folder)}>
                <Icon of={Folder} size={16} />
                <span>{name}</span>
              </button>
            </li>
          ))}
          {files.map(({ name, path: file, type }) => (
            <li key={file}>
              <button type="button" aria-pressed={file === path} onClick={() => onPick(file, { type })}>
                <Icon of={FileText} size={16} />
                <span>{name}</span>
                {type !== undefined && <span class="muted small">{t.ingest.types[type]}</span>}
              </button>
            </li>
          ))}
        </ul>
      )}
      {pictures > 0 && <p class="muted small">{t.ingest.picturesIn(pictures)}</p>}
      {!complete && <p class="muted small">{t.ingest.sourcesCut}</p>}
    </section>
  );
}
