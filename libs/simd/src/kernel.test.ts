import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import wabt from 'wabt';
import { KERNEL } from './kernel.ts';

it('the module is what its source assembles to', async () => {
  const assembler = await wabt();
  const source = await readFile(new URL('kernel.wat', import.meta.url), 'utf8');
  const assembled = assembler.parseWat('kernel.wat', source, { simd: true }).toBinary({}).buffer;
  expect(KERNEL).toBe(Buffer.from(assembled).toString('base64'));
});
