import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openLedger } from '../open-ledger.ts';

const source = fileURLToPath(new URL('..', import.meta.url));
const root = join(source, '../../..');
/** What a cluster is made by: when one of them changes, another is made. */
const MADE_BY = ['database', 'migrations'];

let made: Promise<string> | undefined;

/**
 * Puts an empty ledger with all its tables into a folder where there is none, as a first start leaves it. Making one costs five
 * seconds of processor time, so one is made for all tests and kept under `node_modules/.cache`.
 * @param dir - folder of the ledger, made when it is not there
 */
export async function copyReadyLedger(dir: string): Promise<void> {
  made ??= madeOnce();
  await mkdir(dir, { recursive: true });
  await cp(await made, join(dir, 'postgres'), { recursive: true, mode: constants.COPYFILE_FICLONE });
}

/** The folder of the cluster that all copies are made of. */
async function madeOnce(): Promise<string> {
  const folder = join(root, 'node_modules/.cache/unseen');
  const cluster = join(folder, `cluster-${await fingerprint()}`);
  if (await exists(cluster)) return cluster;
  await mkdir(folder, { recursive: true });
  const draft = await mkdtemp(join(folder, 'draft-'));
  try {
    const ledger = await openLedger({ kind: 'embedded', dir: draft });
    await ledger.close();
    await rename(join(draft, 'postgres'), cluster);
  } catch (error) {
    // Another test file may have been quicker.
    if (!(await exists(cluster))) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return cluster;
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  hash.update(await readFile(join(root, 'node_modules/@electric-sql/pglite/package.json')));
  for (const folder of MADE_BY) {
    for (const name of (await readdir(join(source, folder))).sort()) {
      if (!/^[^.]+\.ts$/.test(name)) continue;
      hash.update(name).update(await readFile(join(source, folder, name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
