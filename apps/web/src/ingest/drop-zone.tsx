import { FolderOpen, ImagePlus } from 'lucide';
import { useState } from 'preact/hooks';
import { t } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import { type Chosen, readDrop, readFiles } from './read-drop.ts';
import type { Upload } from './upload-queue.ts';

/** Takes pictures and folders, dropped or chosen. */
export function DropZone({ onUploads }: { onUploads: (uploads: readonly Upload[]) => void }) {
  const [over, setOver] = useState(false);
  const [chosen, setChosen] = useState<Chosen>();
  const take = (now: Chosen) => {
    setChosen(now);
    if (now.uploads.length > 0) onUploads(now.uploads);
  };
  return (
    <div
      class="drop-zone"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (event.dataTransfer !== null) void readDrop(event.dataTransfer).then(take);
      }}
    >
      <Icon of={ImagePlus} size={30} />
      <p class="drop-title">{over ? t.ingest.dropNow : t.ingest.drop}</p>
      <p class="muted small">{t.ingest.kinds}</p>
      <div class="actions">
        <Choose label={t.ingest.chooseFiles} icon={ImagePlus} onFiles={(files) => take(readFiles(files))} />
        <Choose
          label={t.ingest.chooseFolder}
          icon={FolderOpen}
          folder
          onFiles={(files) => take(readFiles(files))}
        />
      </div>
      {chosen !== undefined && (chosen.uploads.length === 0 || chosen.passedOver.size > 0) && (
        <p class="small drop-told" role="alert">
          {chosen.uploads.length === 0 && `${t.ingest.none} `}
          {chosen.passedOver.size > 0 && t.ingest.passedOver([...chosen.passedOver])}
        </p>
      )}
    </div>
  );
}

function Choose({
  label,
  icon,
  folder = false,
  onFiles,
}: {
  label: string;
  icon: typeof ImagePlus;
  folder?: boolean;
  onFiles: (files: Iterable<File>) => void;
}) {
  return (
    <label class="button file-button">
      <Icon of={icon} size={16} />
      {label}
      <input
        type="file"
        multiple
        class="visually-hidden"
        accept={folder ? undefined : 'image/*'}
        ref={(element) => {
          if (element && folder) element.webkitdirectory = true;
        }}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}
