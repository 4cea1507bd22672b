import { expect, it } from 'vitest';
import { pictureSequence } from './picture.ts';

const PNG = Uint8Array.from({ length: 10_000 }, (_, i) => i % 251);

it('puts a picture into one message of iTerm2', () => {
  const written = pictureSequence('iterm2', PNG);
  const [, keys, data] = /^\u001b\]1337;File=([^:]+):([A-Za-z0-9+/=]+)\u0007\n$/.exec(written) ?? [];
  expect(keys?.split(';')).toEqual(expect.arrayContaining(['inline=1', 'size=10000']));
  expect(new Uint8Array(Buffer.from(data!, 'base64'))).toEqual(PNG);
});

it('splits a picture into messages of at most 4096 characters for kitty', () => {
  const written = pictureSequence('kitty', PNG);
  const messages = [...written.matchAll(/\u001b_G([^;]*);([^\u001b]*)\u001b\\/g)];
  expect(messages.map(([whole]) => whole).join('')).toBe(written.slice(0, -1));
  expect(messages.map(([, keys]) => /m=(\d)/.exec(keys!)?.[1])).toEqual(['1', '1', '1', '0']);
  expect(messages[0]![1]).toContain('a=T,f=100');
  for (const [, , chunk] of messages) expect(chunk!.length).toBeLessThanOrEqual(4_096);
  const data = messages.map(([, , chunk]) => chunk).join('');
  expect(new Uint8Array(Buffer.from(data, 'base64'))).toEqual(PNG);
});

it('asks kitty for no answer, which a shell would read as typed', () => {
  for (const [keys] of pictureSequence('kitty', PNG).matchAll(/\u001b_G[^;]*/g))
    expect(keys).toContain('q=2');
});
