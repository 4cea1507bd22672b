import type { JobSource } from '@unseen/domain';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Sandbox } from '../testing/sandbox.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.make();
  await sandbox.write('pictures/a.jpg', 'x');
  await sandbox.write('list.csv', 'image\npictures/a.jpg\n');
  await sandbox.write('captions.json', '{"images":[],"annotations":[]}');
  await sandbox.link('out', sandbox.outside);
});
afterEach(() => sandbox.close());

describe('openSource', () => {
  it.each<[string, JobSource, string]>([
    ['a missing folder', { type: 'folder', path: 'none' }, 'source_not_found'],
    ['a path that leads out', { type: 'folder', path: '../outside' }, 'source_outside_root'],
    ['an absolute path', { type: 'folder', path: '/etc' }, 'source_outside_root'],
    ['a link that leads out', { type: 'folder', path: 'out' }, 'source_outside_root'],
    ['a file for a folder', { type: 'folder', path: 'list.csv' }, 'source_invalid'],
    ['a folder for a table', { type: 'csv', path: 'pictures' }, 'source_invalid'],
    ['a folder for an archive', { type: 'archive', path: 'pictures' }, 'source_invalid'],
    ['a folder without annotations', { type: 'coco', path: 'pictures' }, 'source_invalid'],
    ['missing annotations', { type: 'coco', path: 'pictures', annotations: 'none.json' }, 'source_not_found'],
    [
      'annotations outside',
      { type: 'coco', path: 'pictures', annotations: '../x.json' },
      'source_outside_root',
    ],
    ['annotations that are a folder', { type: 'coco', path: 'pictures', annotations: '.' }, 'source_invalid'],
    [
      'a file for the pictures',
      { type: 'coco', path: 'list.csv', annotations: 'captions.json' },
      'source_invalid',
    ],
    [
      'annotations of a folder',
      { type: 'folder', path: 'pictures', annotations: 'list.csv' },
      'source_invalid',
    ],
    ['a split of a table', { type: 'csv', path: 'list.csv', split: 'train' }, 'source_invalid'],
    ['an unknown type', { type: 'xml' as 'csv', path: 'list.csv' }, 'source_invalid'],
  ])('refuses %s', async (_, source, code) => {
    await expect(sandbox.open(source)).rejects.toMatchObject({ code });
  });

  it('takes absolute paths below the root', async () => {
    const { entries } = await sandbox.read({ type: 'csv', path: join(sandbox.dir, 'list.csv') });
    expect(entries[0]!.image).toEqual({ kind: 'file', path: 'pictures/a.jpg' });
  });
});
