import { useEffect, useState } from 'preact/hooks';
import { unseen } from '../platform/client.ts';
import { type Upload, type UploadProgress, UploadQueue } from './upload-queue.ts';

const CHANGED = 'unseen:uploads';

// One for the page, not for a component: uploads go on while the reader looks elsewhere.
let queue: UploadQueue | undefined;
let progress: UploadProgress | undefined;

/** Starts sending files; what is still waiting from before is given up. */
export function startUploads(uploads: readonly Upload[], collection: string): void {
  queue?.cancel();
  queue = new UploadQueue(
    uploads,
    collection,
    (item) => unseen.addItem(item),
    (now) => {
      progress = now;
      window.dispatchEvent(new Event(CHANGED));
    },
  );
  queue.start();
}

/** The uploads of this page and how to steer them. */
export function useUploads(): { progress: UploadProgress | undefined; queue: UploadQueue | undefined } {
  const [, redraw] = useState(0);
  useEffect(() => {
    const listen = () => redraw((turn) => turn + 1);
    window.addEventListener(CHANGED, listen);
    return () => window.removeEventListener(CHANGED, listen);
  }, []);
  return { progress, queue };
}
