import { FolderOpen, ImagePlus } from 'lucide';
import { useState } from 'preact/hooks';
import { t } from '../text/text.ts';
import { ChooseFiles } from './choose-files.tsx';
import { readFiles } from './read-drop.ts';
import { forget, matchUnsent, reopen, useUnsent } from './unsent.ts';
import { Act } from './upload-card.tsx';
import { resumeUploads } from './uploads.ts';

/** Files that were not sent before the page was closed, and the ways to send them yet. */
export function UnsentCard() {
  const unsent = useUnsent();
  const [told, setTold] = useState('');
  if (unsent.size === 0) return null;
  const again = async (files: readonly File[]) => {
    const found = matchUnsent(unsent, (await readFiles(files)).uploads);
    setTold(found.length === 0 ? t.ingest.notThose : '');
    await resumeUploads(found);
  };
  const goOn = async () => {
    const found = await reopen(unsent);
    setTold(found.length === 0 ? t.ingest.notReopened : '');
    await resumeUploads(found);
  };
  const reachable = [...unsent.values()].some(({ source }) => source !== undefined);
  return (
    <section class="card" aria-label={t.ingest.unsent}>
      <h2>{t.ingest.unsent}</h2>
      <p class="muted small">{t.ingest.unsentText(unsent.size)}</p>
      {told !== '' && (
        <p class="small drop-told" role="alert">
          {told}
        </p>
      )}
      <div class="actions">
        {reachable && (
          <button type="button" class="button primary" onClick={() => void goOn()}>
            {t.ingest.goOn}
          </button>
        )}
        <ChooseFiles
          label={t.ingest.againFolder}
          icon={FolderOpen}
          folder
          onFiles={(files) => void again(files)}
        />
        <ChooseFiles label={t.ingest.againFiles} icon={ImagePlus} onFiles={(files) => void again(files)} />
        <Act label={t.ingest.forgetThem} onClick={() => void forget([...unsent.keys()])} />
      </div>
    </section>
  );
}
