import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backupName, keepNewest, removeUnfinished } from './backup-folder.ts';

test('the newest backups are kept, and nothing else is touched', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'unseen-backup-folder-'));
  try {
    const days = [28, 29, 30, 31].map((day) => backupName(new Date(Date.UTC(2026, 11, day, 2, 17))));
    const newYear = backupName(new Date(Date.UTC(2027, 0, 1, 2, 17)));
    const others = ['unseen-before-the-move.tar', 'notes.txt', 'unseen.tar'];
    for (const name of [newYear, ...days, ...others, `${days[0]}.partial`])
      await writeFile(join(folder, name), '');
    await removeUnfinished(folder);
    expect((await readdir(folder)).sort()).toEqual([...days, newYear, ...others].sort());
    expect(await keepNewest(folder, 2)).toEqual(days.slice(0, 3));
    expect((await readdir(folder)).sort()).toEqual([days[3]!, newYear, ...others].sort());
    expect(await keepNewest(folder, 2)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
