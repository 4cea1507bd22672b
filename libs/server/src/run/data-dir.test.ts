import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fullDiskNote, prepareDataDir } from './data-dir.ts';

describe('the data directory', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'unseen-data-dir-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('is made for its owner alone', async () => {
    const dir = join(root, 'a', 'b');
    expect(await prepareDataDir(dir)).toEqual([]);
    expect((await stat(dir)).mode & 0o077).toBe(0);
    expect(await prepareDataDir(dir)).toEqual([]);
  });

  it('is left as it is when others may read it, with a warning that says what to do', async () => {
    await chmod(root, 0o755);
    expect(await prepareDataDir(root)).toEqual([expect.stringContaining(`chmod 700 ${root}`)]);
    expect((await stat(root)).mode & 0o777).toBe(0o755);
  });

  it('is named, with the variable that sets it, when nothing can be written there', async () => {
    const file = join(root, 'file');
    await writeFile(file, '');
    await expect(prepareDataDir(join(file, 'data'))).rejects.toMatchObject({
      code: 'data_dir_unusable',
      message: expect.stringMatching(/UNSEEN_DATA_DIR\) cannot be written to: ENOTDIR/) as string,
    });
  });

  it('has space here, which goes without saying', () => {
    expect(fullDiskNote(root)).toBeUndefined();
  });
});
