import { expect, test } from 'vitest';
import { areaUnderSeenUnseen } from './ausuc.ts';

test('a catalogue that is right about everything whatever the factor has all of the area', () => {
  expect(areaUnderSeenUnseen([{ seen: 1, unseen: 1 }])).toBe(1);
});

test('one that can only have the one or the other has half', () => {
  const line = Array.from({ length: 11 }, (_, i) => ({ seen: i / 10, unseen: 1 - i / 10 }));
  expect(areaUnderSeenUnseen(line)).toBeCloseTo(0.5);
  expect(areaUnderSeenUnseen(line.toReversed())).toBeCloseTo(0.5);
});

test('a curve by hand', () => {
  const curve = [
    { seen: 0.8, unseen: 0.1 },
    { seen: 0.2, unseen: 0.6 },
    { seen: 0.5, unseen: 0.4 },
  ];
  expect(areaUnderSeenUnseen(curve)).toBeCloseTo(0.2 * 0.6 + 0.3 * 0.5 + 0.3 * 0.25);
  expect(areaUnderSeenUnseen([])).toBe(0);
});
