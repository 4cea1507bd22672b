import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import pc from 'picocolors';
import { type Api, RequestError } from '../http/api.ts';
import { Progress } from '../output/progress.ts';

const PICTURE = /\.(jpe?g|png|webp|gif|tiff?|avif)$/i;
const PARALLEL = 4;

/** Sends every picture below a folder to the platform, four at a time; the id is the relative path. */
export async function uploadFolder(
  api: Api,
  folder: string,
  collection: string | undefined,
  json: boolean,
): Promise<void> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && PICTURE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const progress = new Progress(!json);
  const started = performance.now();
  const failures: { id: string; code: string; reason: string }[] = [];
  let done = 0;
  const queue = files.values();
  const work = async (): Promise<void> => {
    for (const file of queue) {
      const id = relative(folder, file).split(sep).join('/');
      try {
        await api.send('POST', '/v1/items', { form: formOf(id, await readFile(file), collection) });
        done += 1;
      } catch (error) {
        // One bad picture must not stop the rest; a platform that is gone must.
        if (!(error instanceof RequestError) || error.code === 'unreachable') throw error;
        failures.push({ id, code: error.code, reason: error.message });
      }
      const rate = (done + failures.length) / ((performance.now() - started) / 1000);
      progress.show({
        total: files.length,
        done,
        failed: failures.length,
        skipped: 0,
        itemsPerSecond: rate,
        etaSeconds: (files.length - done - failures.length) / rate,
      });
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  progress.stop();
  if (json) console.log(JSON.stringify({ total: files.length, done, failed: failures.length, failures }));
  else {
    console.log(`${done} of ${files.length} pictures sent, ${failures.length} refused`);
    for (const failure of failures.slice(0, 10)) {
      console.log(`  ${pc.red(failure.code)} ${failure.id}: ${failure.reason}`);
    }
  }
}

function formOf(id: string, bytes: Uint8Array<ArrayBuffer>, collection: string | undefined): FormData {
  const form = new FormData();
  form.set('id', id);
  if (collection !== undefined) form.set('collection', collection);
  form.set('image', new File([bytes], basename(id)));
  return form;
}
