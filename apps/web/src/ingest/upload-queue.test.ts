import { type NewItem, UnseenError } from '@unseen/client';
import { describe, expect, test } from 'vitest';
import { type Upload, type UploadProgress, UploadQueue } from './upload-queue.ts';

const uploads = (count: number): Upload[] =>
  Array.from({ length: count }, (_, index) => ({
    file: new File([String(index)], `${index}`),
    id: `a/${index}`,
    path: `folder/a/${index}`,
    said: { captions: [], metadata: {} },
  }));
const added = { id: 'x', collection: 'c', status: 'indexed', created: true } as const;

/** A queue whose sends the test answers by hand. */
function queueOf(count: number) {
  const sent: { item: NewItem; resolve: (created?: boolean) => void; reject: (error: Error) => void }[] = [];
  const seen: UploadProgress[] = [];
  const queue = new UploadQueue(
    (item) =>
      new Promise((resolve, reject) => {
        sent.push({
          item,
          resolve: (created = true) => resolve({ ...added, created }),
          reject,
        });
      }),
    (progress) => seen.push(progress),
  );
  queue.add(uploads(count), 'c');
  return { queue, sent, last: () => seen.at(-1)! };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('uploads', () => {
  test('go some at a time, and count what was there already', async () => {
    const { sent, last } = queueOf(6);
    expect(sent).toHaveLength(4);
    sent[0]?.resolve();
    sent[1]?.resolve(false);
    await settle();
    expect(sent).toHaveLength(6);
    expect(last()).toMatchObject({ state: 'running', total: 6, done: 2, known: 1 });
    for (const { resolve } of sent.slice(2)) resolve();
    await settle();
    expect(last()).toMatchObject({ state: 'done', done: 6, failures: [], secondsLeft: undefined });
  });

  test('keep what failed with its reason, and try it again when asked', async () => {
    const { queue, sent, last } = queueOf(2);
    const broken = new UnseenError({ code: 'image_corrupt', status: 422, detail: 'It cannot be decoded.' });
    sent[0]?.reject(broken);
    sent[1]?.resolve();
    await settle();
    expect(last()).toMatchObject({
      state: 'done',
      done: 1,
      failures: [{ path: 'folder/a/0', code: 'image_corrupt', reason: 'It cannot be decoded.' }],
    });
    queue.retry();
    sent[2]?.resolve();
    await settle();
    expect(sent[2]?.item.id).toBe('a/0');
    expect(last()).toMatchObject({ state: 'done', done: 2, failures: [] });
  });

  test('send what is said of a picture, and nothing where nothing is', async () => {
    const { queue, sent } = queueOf(1);
    const said = { captions: ['A dog'], metadata: { album: 'summer' } };
    queue.add([{ ...uploads(2)[1]!, said }], 'c');
    expect(sent.map(({ item: { image: _, ...rest } }) => rest)).toEqual([
      { id: 'a/0', collection: 'c' },
      { id: 'a/1', collection: 'c', ...said },
    ]);
  });

  test('tell of what could not be read, and do not try to send it', async () => {
    const { queue, sent, last } = queueOf(1);
    queue.add([], 'c', [
      { path: 'folder/cat.txt', code: 'caption_invalid', reason: 'It is not valid UTF-8.' },
    ]);
    sent[0]?.resolve();
    await settle();
    expect(last()).toMatchObject({
      state: 'done',
      total: 2,
      done: 1,
      failures: [{ path: 'folder/cat.txt' }],
    });
    queue.retry();
    await settle();
    expect(sent).toHaveLength(1);
    expect(last()).toMatchObject({ state: 'done', failures: [{ code: 'caption_invalid' }] });
  });

  test('pause, resume and cancel', async () => {
    const { queue, sent, last } = queueOf(9);
    queue.pause();
    for (const { resolve } of sent) resolve();
    await settle();
    expect(sent).toHaveLength(4);
    expect(last()).toMatchObject({ state: 'paused', done: 4 });
    queue.start();
    expect(sent).toHaveLength(8);
    queue.cancel();
    for (const { resolve } of sent) resolve();
    await settle();
    expect(sent).toHaveLength(8);
    expect(last()).toMatchObject({ state: 'cancelled', done: 8 });
  });

  test('wait, rather than fail, while nobody answers', async () => {
    const { sent, last } = queueOf(50);
    sent[0]?.reject(new UnseenError({ code: 'unreachable', status: 0, detail: 'Nothing answers.' }));
    await settle();
    expect(last()).toMatchObject({ state: 'paused', failures: [{ code: 'unreachable' }] });
    expect(sent).toHaveLength(4);
  });

  test('take more while they work, and count from nothing once all is done', async () => {
    const { queue, sent, last } = queueOf(5);
    queue.add(uploads(3), 'other');
    expect(last()).toMatchObject({ state: 'running', total: 8, collection: 'other' });
    for (let at = 0; at < 8; at++) {
      sent[at]?.resolve();
      await settle();
    }
    expect(sent).toHaveLength(8);
    expect(last()).toMatchObject({ state: 'done', done: 8 });
    expect(queue.open).toBe(false);
    queue.add(uploads(1), 'c');
    expect(queue.open).toBe(true);
    expect(last()).toMatchObject({ state: 'running', total: 1, done: 0 });
  });
});
