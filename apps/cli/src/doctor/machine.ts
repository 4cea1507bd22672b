import type { Config } from '@unseen/config';
import { access, constants, mkdir, readdir, statfs } from 'node:fs/promises';
import { constrainedMemory, versions } from 'node:process';
import { totalmem } from 'node:os';
import { finding, type Finding } from './finding.ts';

const MIN_NODE = 22;
const GIB = 2 ** 30;
const MIN_FREE_BYTES = GIB;
/** The standalone platform with `lite` and a small collection takes about 0.8 GB. */
const MIN_MEMORY_BYTES = 1.5 * GIB;

/** The runtime, before anything else. */
export function checkNode(): Promise<Finding> {
  const help =
    'Run `npm start`, or `npx unseen` in the folder of the repository: both use the Node 24 that the packages bring.';
  return finding('node', help, async () => {
    if (Number(versions.node.split('.', 1)[0]) < MIN_NODE) throw new Error(`v${versions.node} is too old`);
    return `v${versions.node}`;
  });
}

/** Memory, disk and folders of this machine. */
export async function checkMachine({ dataDir, importRoot }: Config): Promise<Finding[]> {
  return [
    await finding(
      'memory',
      'Give the machine or the container more, or run fewer UNSEEN_WORKERS.',
      async () => {
        // The limit of a container, where there is one; else a number larger than the machine.
        const bytes = Math.min(totalmem(), constrainedMemory() || Infinity);
        const detail = `${(bytes / GIB).toFixed(1)} GiB`;
        if (bytes < MIN_MEMORY_BYTES) throw new Error(`${detail}; the standalone platform needs about 1.5`);
        return detail;
      },
    ),
    await finding('data directory', 'Set UNSEEN_DATA_DIR to a folder you may write to.', async () => {
      await mkdir(dataDir, { recursive: true });
      await access(dataDir, constants.R_OK | constants.W_OK);
      return dataDir;
    }),
    await finding('import root', 'Let this user read the folder, or set UNSEEN_IMPORT_ROOT.', async () => {
      try {
        await readdir(importRoot);
        return importRoot;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
        return `${importRoot} is not there yet; set UNSEEN_IMPORT_ROOT to load from elsewhere`;
      }
    }),
    await finding(
      'disk',
      'Free some space, or move UNSEEN_DATA_DIR: 1,000 pictures need about 20 MB beside their originals.',
      async () => {
        const { bavail, bsize } = await statfs(dataDir);
        const detail = `${((bavail * bsize) / GIB).toFixed(1)} GiB free`;
        if (bavail * bsize < MIN_FREE_BYTES) throw new Error(detail);
        return detail;
      },
    ),
  ];
}
