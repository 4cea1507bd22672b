import { innerProduct } from '@unseen/imfa';
import { expect, test } from 'vitest';
import { jointVector } from './joint-vector.ts';

const unit = (...values: number[]) => Float32Array.from(values, (value) => value / Math.hypot(...values));

test('the joint vector has length 1 and is as near to the text as to the picture', () => {
  const [text, image] = [unit(1, 2, 0, -1), unit(0, 1, 3, 1)];
  const joint = jointVector(text, image);
  expect(Math.hypot(...joint)).toBeCloseTo(1, 6);
  expect(innerProduct(joint, text)).toBeCloseTo(innerProduct(joint, image), 6);
});

test('a larger share of the text brings it nearer to the text', () => {
  const [text, image] = [unit(1, 0.1), unit(0, 1)];
  const near = (share: number) => innerProduct(jointVector(text, image, share), text);
  expect(near(0.8)).toBeGreaterThan(near(0.5));
  expect(near(0.5)).toBeGreaterThan(near(0.2));
});

test('opposite vectors do not give a vector of nothing', () => {
  expect(jointVector(unit(1, 0), unit(-1, 0))).toEqual(unit(1, 0));
});
