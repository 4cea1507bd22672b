import { isBack } from '../manage/deletions.ts';
import { unseen } from '../platform/client.ts';
import { changes } from '../platform/changes.ts';
import { addPicture } from './add-picture.ts';
import { forget, remember } from './unsent.ts';
import { type Upload, type UploadFailure, type UploadProgress, UploadQueue } from './upload-queue.ts';

const { tell, use } = changes('unseen:uploads');

// One for the page, not for a component: uploads go on while the reader looks elsewhere.
let progress: UploadProgress | undefined;
const queue = new UploadQueue(
  async (item) => {
    const added = await addPicture(unseen, item);
    isBack(added.collection, added.id);
    return added;
  },
  (now) => {
    progress = now;
    tell();
  },
  (ended) => void forget(ended.flatMap(({ key }) => key ?? [])),
);

/** Files that are being remembered before they wait in the queue. */
let starting = 0;

/**
 * Sends pictures; they wait behind those that are on their way, and are remembered until they are sent.
 *
 * @param failures - what was found wrong while they were read
 */
export async function startUploads(
  uploads: readonly Upload[],
  collection: string,
  failures: readonly UploadFailure[] = [],
): Promise<void> {
  window.addEventListener('beforeunload', warn);
  starting++;
  const keys = await remember(uploads, collection);
  starting--;
  queue.add(
    uploads.map((upload, at) => ({ ...upload, key: keys[at] })),
    collection,
    failures,
  );
}

/** Whoever closes the page while files wait is asked first. */
function warn(event: BeforeUnloadEvent): void {
  if (queue.open || starting > 0) event.preventDefault();
}

/** The uploads of this page and how to steer them. */
export function useUploads(): { progress: UploadProgress | undefined; queue: UploadQueue } {
  use();
  return { progress, queue };
}

/** Sends files that were left from before: what is remembered of them goes over to this tab. */
export async function resumeUploads(
  left: readonly { readonly key: string; readonly upload: Upload; readonly collection: string }[],
): Promise<void> {
  for (const [collection, some] of Map.groupBy(left, (each) => each.collection)) {
    await startUploads(
      some.map(({ upload }) => upload),
      collection,
    );
    await forget(some.map(({ key }) => key));
  }
}
