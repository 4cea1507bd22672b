import type { TextEncoding } from '@unseen/domain';
import { expect, test } from 'vitest';
import { TextEncodings } from './text-encodings.ts';

const BYTES = 4 * (8 + 16 + 2);

/** An encoder that answers when told to, and counts. */
function controlled() {
  const calls: string[] = [];
  const signals: AbortSignal[] = [];
  const waiting: (() => void)[] = [];
  let failing = false;
  return {
    calls,
    signals,
    fail: (on: boolean) => (failing = on),
    release: () => waiting.splice(0).forEach((resolve) => resolve()),
    encode: async (text: string, signal: AbortSignal): Promise<TextEncoding> => {
      calls.push(text);
      signals.push(signal);
      await new Promise<void>((resolve) => waiting.push(resolve));
      if (failing) throw new Error('no encoder');
      return {
        global: new Float32Array(8).fill(text.length),
        tokens: new Float32Array(16),
        weights: Float32Array.of(0.5, 0.5),
        words: [],
      };
    },
  };
}

/** Starts a lookup and lets the encoder answer. */
async function ask(texts: TextEncodings, encoder: ReturnType<typeof controlled>, text: string) {
  const answer = texts.get(text);
  encoder.release();
  return answer;
}

test('the same text is encoded once, asked for at once or again', async () => {
  const encoder = controlled();
  const texts = new TextEncodings(encoder.encode, 1e6);
  const together = Array.from({ length: 20 }, () => texts.get('a dog'));
  encoder.release();
  const encodings = await Promise.all(together);
  expect(new Set(encodings).size).toBe(1);
  expect(await texts.get('a dog')).toBe(encodings[0]);
  expect(encoder.calls).toEqual(['a dog']);
});

test('different spellings of the same characters are one text', async () => {
  const encoder = controlled();
  const texts = new TextEncodings(encoder.encode, 1e6);
  await ask(texts, encoder, 'caf\u00e9');
  await texts.get('cafe\u0301');
  expect(encoder.calls).toHaveLength(1);
});

test('a failure reaches everyone who waits and is not kept', async () => {
  const encoder = controlled();
  const texts = new TextEncodings(encoder.encode, 1e6);
  encoder.fail(true);
  const together = [texts.get('x'), texts.get('x')];
  encoder.release();
  const outcomes = await Promise.allSettled(together);
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['rejected', 'rejected']);
  encoder.fail(false);
  expect((await ask(texts, encoder, 'x')).global[0]).toBe(1);
  expect(encoder.calls).toHaveLength(2);
});

test('a text is called off when the last who asked for it has left, and begun anew for whoever asks then', async () => {
  const encoder = controlled();
  const texts = new TextEncodings(encoder.encode, 1e6);
  const [first, second] = [new AbortController(), new AbortController()];
  const asked = [texts.get('a dog', first.signal), texts.get('a dog', second.signal)];
  first.abort(new Error('first left'));
  await expect(asked[0]).rejects.toThrow('first left');
  expect(encoder.signals[0]!.aborted).toBe(false);
  second.abort(new Error('second left'));
  await expect(asked[1]).rejects.toThrow('second left');
  expect(encoder.signals[0]!.aborted).toBe(true);
  const third = texts.get('a dog');
  const fourth = texts.get('a dog', new AbortController().signal);
  encoder.release();
  expect((await third).global[0]).toBe(5);
  expect(await fourth).toBe(await third);
  expect(encoder.calls).toHaveLength(2);
  await expect(texts.get('a cat', first.signal)).rejects.toThrow('first left');
  expect(encoder.calls).toHaveLength(2);
});

test('one who stays is answered, whoever else leaves', async () => {
  const encoder = controlled();
  const texts = new TextEncodings(encoder.encode, 1e6);
  const leaving = new AbortController();
  const left = texts.get('a dog', leaving.signal);
  const stays = texts.get('a dog');
  leaving.abort();
  await expect(left).rejects.toThrow();
  encoder.release();
  expect((await stays).global[0]).toBe(5);
  expect(encoder.signals[0]!.aborted).toBe(false);
});

test('memory stays within its bound; the least recently used go first', async () => {
  const encoder = controlled();
  const bound = 10 * (BYTES + 4);
  const texts = new TextEncodings(encoder.encode, bound);
  for (let i = 10; i < 60; i++) {
    await ask(texts, encoder, `${i}`);
    await texts.get('10');
    expect(texts.size.bytes).toBeLessThanOrEqual(bound);
  }
  expect(texts.size.texts).toBe(10);
  expect(encoder.calls.filter((text) => text === '10')).toHaveLength(1);
  await ask(texts, encoder, '11');
  expect(encoder.calls.filter((text) => text === '11')).toHaveLength(2);
});
