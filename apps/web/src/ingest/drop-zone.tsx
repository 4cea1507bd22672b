import { FolderOpen, ImagePlus } from 'lucide';
import { useState } from 'preact/hooks';
import { t } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import { ChooseFiles } from './choose-files.tsx';
import { readDrop, readFiles } from './read-drop.ts';
import type { Chosen } from './read-folder.ts';
import { Trouble } from '../ui/trouble.tsx';
import { useFileDrag } from './use-file-drag.ts';

/** Takes pictures and folders, dropped anywhere on the page or chosen. */
export function DropZone({ onChosen }: { onChosen: (chosen: Chosen) => void }) {
  const [chosen, setChosen] = useState<Chosen>();
  const [error, setError] = useState<unknown>();
  const take = (reading: Promise<Chosen>) => {
    setError(undefined);
    void reading.then((now) => {
      setChosen(now);
      if (now.uploads.length + now.failures.length > 0) onChosen(now);
    }, setError);
  };
  const over = useFileDrag((data) => take(readDrop(data))) !== undefined;
  return (
    <div class="drop-zone" data-over={over || undefined}>
      <Icon of={ImagePlus} size={30} />
      <p class="drop-title">{over ? t.ingest.dropNow : t.ingest.drop}</p>
      <p class="muted small">{t.ingest.kinds}</p>
      <div class="actions">
        <ChooseFiles
          label={t.ingest.chooseFiles}
          icon={ImagePlus}
          onFiles={(files) => take(readFiles(files))}
        />
        <ChooseFiles
          label={t.ingest.chooseFolder}
          icon={FolderOpen}
          folder
          onFiles={(files) => take(readFiles(files))}
        />
      </div>
      {error !== undefined && <Trouble error={error} />}
      {chosen !== undefined && (chosen.uploads.length === 0 || chosen.passedOver.size > 0) && (
        <p class="small drop-told" role="alert">
          {chosen.uploads.length === 0 && `${t.ingest.none} `}
          {chosen.passedOver.size > 0 && t.ingest.passedOver([...chosen.passedOver])}
        </p>
      )}
    </div>
  );
}
