import { isBack } from '../manage/deletions.ts';
import { unseen } from '../platform/client.ts';
import { changes } from '../platform/changes.ts';
import { takenAt } from './taken.ts';
import { type Upload, type UploadProgress, UploadQueue } from './upload-queue.ts';

const { tell, use } = changes('unseen:uploads');

// One for the page, not for a component: uploads go on while the reader looks elsewhere.
let progress: UploadProgress | undefined;
const queue = new UploadQueue(
  async (item) => {
    const taken = item.image === undefined ? undefined : await takenAt(item.image);
    const metadata = { ...item.metadata, ...(taken !== undefined && { taken }) };
    const added = await unseen.addItem({ ...item, metadata });
    isBack(added.collection, added.id);
    return added;
  },
  (now) => {
    progress = now;
    tell();
  },
);

/** Sends files; they wait behind those that are on their way. */
export function startUploads(uploads: readonly Upload[], collection: string): void {
  window.addEventListener('beforeunload', warn);
  queue.add(uploads, collection);
}

/** Whoever closes the page while files wait is asked first. */
function warn(event: BeforeUnloadEvent): void {
  if (queue.open) event.preventDefault();
}

/** The uploads of this page and how to steer them. */
export function useUploads(): { progress: UploadProgress | undefined; queue: UploadQueue } {
  use();
  return { progress, queue };
}
