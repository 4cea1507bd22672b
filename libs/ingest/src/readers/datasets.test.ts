import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collect, Sandbox } from '../testing/sandbox.ts';
import { cocoReader } from './coco.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.make();
});
afterEach(() => sandbox.close());

/** A COCO captions file of so many pictures, two captions each, annotations in another order than the pictures. */
function coco(pictures: number): { images: object[]; annotations: object[] } {
  const images = Array.from({ length: pictures }, (_, n) => ({
    id: 1000 + n,
    file_name: `${n}.jpg`,
    width: 640,
    height: 480,
    coco_url: 'http://images.cocodataset.org/x.jpg',
  }));
  const annotations = [2, 1].flatMap((round) =>
    images
      .map(({ id }) => ({ id: id * 10 + round, image_id: id, caption: `picture ${id} round ${round}` }))
      .reverse(),
  );
  return { images, annotations };
}

describe('the COCO reader', () => {
  it('gives every picture all its captions, whichever list comes first', async () => {
    const { images, annotations } = coco(3);
    await sandbox.write(
      'images.json',
      JSON.stringify({ info: { images: [1] }, images, licenses: [], annotations }),
    );
    await sandbox.write('annotations.json', JSON.stringify({ annotations, images }));
    const expected = [0, 1, 2].map((n) => ({
      ordinal: n,
      where: `images[${n}]`,
      id: `${n}.jpg`,
      image: { kind: 'file', path: `${n}.jpg` },
      captions: [`picture ${1000 + n} round 2`, `picture ${1000 + n} round 1`],
      metadata: { cocoId: 1000 + n, width: 640, height: 480 },
    }));
    for (const path of ['images.json', 'annotations.json']) {
      expect((await sandbox.read({ type: 'coco', path })).all).toEqual(expected);
    }
  });

  it.each([
    ['few pictures', { pictures: 7, characters: 1e6 }],
    ['little text', { pictures: 1000, characters: 300 }],
    ['less than one picture has', { pictures: 10, characters: 5 }],
  ])('yields the same through windows of %s, from any ordinal', async (_, window) => {
    await sandbox.write('c.json', JSON.stringify(coco(40)));
    const source = { type: 'coco' as const, main: 'c.json', pictures: '.' };
    const whole = await collect(cocoReader(source, sandbox.context).read(0));
    expect(whole.entries).toHaveLength(40);
    for (const from of [0, 13, 39, 40]) {
      const read = await collect(cocoReader(source, sandbox.context, window).read(from));
      expect(read.all).toEqual(whole.all.slice(from));
    }
    expect(await cocoReader(source, sandbox.context).count()).toBe(40);
  });

  it('lists bad elements and goes on', async () => {
    const { images, annotations } = coco(2);
    const broken = [5, { id: 1 }, { id: 2, file_name: '../x.jpg' }, { id: 3, file_name: 'bad\ufffd.jpg' }];
    await sandbox.write('c.json', JSON.stringify({ images: [images[0], ...broken, images[1]], annotations }));
    const { entries, failures } = await sandbox.read({ type: 'coco', path: 'c.json' });
    expect(entries.map(({ ordinal, id }) => [ordinal, id])).toEqual([
      [0, '0.jpg'],
      [5, '1.jpg'],
    ]);
    expect(failures.map(({ ordinal, code }) => [ordinal, code])).toEqual([
      [1, 'entry_invalid'],
      [2, 'entry_invalid'],
      [3, 'entry_outside_root'],
      [4, 'entry_invalid'],
    ]);
    expect(failures[0]!.reason).toContain('images[1]');
  });

  it('says when a file breaks off or holds no captions', async () => {
    const text = JSON.stringify(coco(50));
    await sandbox.write('cut.json', text.slice(0, -200));
    await expect(sandbox.read({ type: 'coco', path: 'cut.json' })).rejects.toMatchObject({
      code: 'source_invalid',
    });
    await sandbox.write(
      'boxes.json',
      JSON.stringify({ ...coco(1), annotations: [{ image_id: 1000, bbox: [] }] }),
    );
    await expect(sandbox.read({ type: 'coco', path: 'boxes.json' })).rejects.toMatchObject({
      code: 'source_invalid',
    });
    for (const content of ['', 'no json', '[]', '{"images": 5}', '{"pictures": []}']) {
      await sandbox.write('bad.json', content);
      await expect(
        sandbox.open({ type: 'coco', path: 'bad.json' }).then((reader) => reader.probe()),
      ).rejects.toMatchObject({ code: 'source_invalid' });
    }
  });
});

describe('the Karpathy reader', () => {
  const images = [
    {
      filename: '1.jpg',
      filepath: 'val2014',
      cocoid: 9,
      split: 'train',
      sentences: [{ raw: 'one', tokens: [] }],
    },
    { filename: '2.jpg', split: 'restval', sentences: [{ raw: 'two' }, { raw: 'zwei' }] },
    { filename: '3.jpg', split: 'test', sentences: 'none' },
    { split: 'test', sentences: [] },
  ];

  it('reads pictures and sentences, splits kept one or several', async () => {
    await sandbox.write('d.json', JSON.stringify({ images, dataset: 'coco' }));
    await sandbox.write('pictures/x', '');
    const source = { type: 'karpathy' as const, path: 'pictures', annotations: 'd.json' };
    const { entries, failures } = await sandbox.read({ ...source, split: 'train,restval' });
    expect(failures).toEqual([]);
    expect(entries).toEqual([
      {
        ordinal: 0,
        where: 'images[0]',
        id: '1.jpg',
        image: { kind: 'file', path: 'pictures/val2014/1.jpg' },
        captions: ['one'],
        metadata: { split: 'train', cocoId: 9 },
      },
      {
        ordinal: 1,
        where: 'images[1]',
        id: '2.jpg',
        image: { kind: 'file', path: 'pictures/2.jpg' },
        captions: ['two', 'zwei'],
        metadata: { split: 'restval' },
      },
    ]);
    const test = await sandbox.read({ ...source, split: 'test' });
    expect(test.failures.map(({ ordinal, id, code }) => [ordinal, id, code])).toEqual([
      [0, '3.jpg', 'entry_invalid'],
      [1, 'images[3]', 'entry_invalid'],
    ]);
    expect(await (await sandbox.open(source)).count()).toBe(4);
  });
});

describe('the Flickr reader', () => {
  const expected = [
    ['a.jpg', ['first', 'second']],
    ['b.jpg', ['"third", it says']],
  ];

  it.each([
    [
      'a token file',
      'a.jpg#0\tfirst\na.jpg#1\t second .\nb.jpg#0\t"third", it says\n'.replace(' second .', 'second'),
    ],
    [
      'the table with bars',
      'image_name| comment_number| comment\na.jpg| 0| first\na.jpg| 1| second\nb.jpg| 0| "third", it says\n',
    ],
    ['the table with commas', 'image,caption\na.jpg,first\na.jpg,second\nb.jpg,"""third"", it says"\n'],
  ])('groups the captions of %s by picture', async (_, content) => {
    await sandbox.write('captions', content);
    const { entries, failures } = await sandbox.read({ type: 'flickr', path: 'captions' });
    expect(failures).toEqual([]);
    expect(entries.map(({ id, captions }) => [id, captions])).toEqual(expected);
    expect(entries[1]!.image).toEqual({ kind: 'file', path: 'b.jpg' });
    expect(await (await sandbox.open({ type: 'flickr', path: 'captions' })).count()).toBe(2);
  });

  it('lists bad lines inside and between groups and goes on', async () => {
    await sandbox.write(
      'captions',
      'a.jpg#0\tone\nno tab here\na.jpg#1\ttwo\n\n../b.jpg#0\tout\nc.jpg#0\t \nd.jpg#0\tlast',
    );
    const { all, entries, failures } = await sandbox.read({ type: 'flickr', path: 'captions' });
    expect(all.map(({ ordinal }) => ordinal)).toEqual([0, 1, 2, 3, 4]);
    expect(entries.map(({ id, captions }) => [id, captions])).toEqual([
      ['a.jpg', ['one', 'two']],
      ['c.jpg', []],
      ['d.jpg', ['last']],
    ]);
    expect(failures.map(({ id, code }) => [id, code])).toEqual([
      ['line 2', 'entry_invalid'],
      ['../b.jpg', 'entry_outside_root'],
    ]);
  });

  it('keeps the pictures a split list names, the list next to the captions or anywhere below the root', async () => {
    await sandbox.write('f/captions', 'a.jpg#0\tx\nb.jpg#0\ty\nc.jpg#0\tz\n');
    await sandbox.write('f/dev.txt', 'c.jpg\r\na.jpg\n');
    for (const split of ['dev.txt', 'f/dev.txt']) {
      const { entries } = await sandbox.read({ type: 'flickr', path: 'f/captions', split });
      expect(entries.map(({ id, ordinal }) => [ordinal, id])).toEqual([
        [0, 'a.jpg'],
        [1, 'c.jpg'],
      ]);
    }
    await expect(
      sandbox.open({ type: 'flickr', path: 'f/captions', split: 'none.txt' }),
    ).rejects.toMatchObject({ code: 'source_not_found' });
  });

  it('refuses a file of another format', async () => {
    await sandbox.write('captions', '{"images": []}');
    const reader = await sandbox.open({ type: 'flickr', path: 'captions' });
    await expect(reader.probe()).rejects.toMatchObject({ code: 'source_invalid' });
  });
});
