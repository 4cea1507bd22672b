import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

/** What only some platforms use, or only some requests. */
const ELSEWHERE = [
  '@aws-sdk/client-s3',
  '@bull-board/api',
  '@modelcontextprotocol/server',
  '@opentelemetry/sdk-trace-node',
  '@qdrant/js-client-rest',
  'bull',
  'chardet',
  'hyparquet',
  'ioredis',
  'koffi',
  'protobufjs',
  'read-excel-file',
  'umap-js',
  'undici',
];

const PROBE = `
  import { registerHooks } from 'node:module';
  const packages = new Set();
  registerHooks({
    load(url, context, next) {
      const name = /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(url)?.[1];
      if (name) packages.add(name);
      return next(url, context);
    },
  });
  await import('reflect-metadata');
  await import('@unseen/app-standalone');
  console.log(JSON.stringify([...packages]));
`;

// The build, as `npm start` runs it.
it('the embedded platform loads no library that only others use', async () => {
  const args = ['--input-type=module', '--eval', PROBE];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: import.meta.dirname });
  const loaded = JSON.parse(stdout) as string[];
  expect(loaded).toContain('@nestjs/core');
  expect(ELSEWHERE.filter((name) => loaded.includes(name))).toEqual([]);
});
