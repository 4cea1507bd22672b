import { ImagePlus, ScanSearch } from 'lucide';
import { useState } from 'preact/hooks';
import { usePlace } from '../router/place.ts';
import { DEFAULT_COLLECTION } from '../search/query.ts';
import { searchWith } from '../search/picture-address.ts';
import { t } from '../text/text.ts';
import { Icon } from '../ui/icon.tsx';
import { readDrop } from './read-drop.ts';
import type { Chosen } from './read-folder.ts';
import { startUploads } from './uploads.ts';
import { useFileDrag } from './use-file-drag.ts';
import './drop-anywhere.css';

/** How long it is said where files go, in milliseconds. */
const TOLD_MS = 8_000;

/** Takes files that are dropped on any page; where pictures are searched for, one picture may be what is looked for. */
export function DropAnywhere() {
  const { path, params } = usePlace();
  const collection = params.get('c') ?? DEFAULT_COLLECTION;
  const [told, setTold] = useState<Chosen>();
  const searches = path === '/';
  const [error, setError] = useState('');
  const take = async (data: DataTransfer) => {
    const chosen = await readDrop(data);
    setError('');
    setTold(chosen);
    setTimeout(() => setTold((now) => (now === chosen ? undefined : now)), TOLD_MS);
    if (chosen.uploads.length + chosen.failures.length > 0)
      await startUploads(chosen.uploads, collection, chosen.failures);
  };
  const drop = (data: DataTransfer, event: DragEvent) => {
    const aside = event.target instanceof Element && event.target.closest('[data-drop="add"]') !== null;
    const [file] = data.files;
    const one = searches && !aside && data.items.length === 1 && file?.type.startsWith('image/');
    if (one && file !== undefined) void searchWith(file);
    else take(data).catch((thrown: Error) => setError(thrown.message));
  };
  // The page for adding has its own: it knows where the files shall go.
  const over = useFileDrag(path === '/ingest' ? undefined : drop);
  return (
    <>
      {over !== undefined && (
        <div class="drop-veil">
          {searches && over.onePicture && (
            <p class="drop-target" data-drop="search">
              <Icon of={ScanSearch} size={30} />
              {t.search.drop}
            </p>
          )}
          <p class="drop-target" data-drop="add">
            <Icon of={ImagePlus} size={30} />
            {t.ingest.addTo(collection)}
          </p>
        </div>
      )}
      <div class="undo-bar drop-notice" role="status">
        {error !== '' && <p class="floating-bar">{error}</p>}
        {told !== undefined && (
          <p class="floating-bar">
            {told.uploads.length === 0 ? t.ingest.none : t.ingest.onTheirWay(told.uploads.length, collection)}
            {told.passedOver.size > 0 && ` ${t.ingest.passedOver([...told.passedOver])}`}
          </p>
        )}
      </div>
    </>
  );
}
