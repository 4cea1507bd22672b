// Assembles libs/simd/src/kernel.wat into kernel.ts beside it. Run it after a change of the former.
import { readFile, writeFile } from 'node:fs/promises';
import wabt from 'wabt';

const folder = new URL('../libs/simd/src/', import.meta.url);
const assembler = await wabt();
const source = await readFile(new URL('kernel.wat', folder), 'utf8');
const { buffer } = assembler.parseWat('kernel.wat', source, { simd: true }).toBinary({});
const base64 = Buffer.from(buffer).toString('base64');
const lines = base64.match(/.{1,100}/g).map((line) => `  '${line}'`);
await writeFile(
  new URL('kernel.ts', folder),
  `// Made of kernel.wat by scripts/assemble-kernel.mjs.\n\n/** The module of kernel.wat, as base64. */\nexport const KERNEL =\n${lines.join(' +\n')};\n`,
);
