import { loadConfig } from '@unseen/config';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSecret } from './secret.ts';

describe('the secret of an installation', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'unseen-secret-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));
  const read = () => readSecret(loadConfig({ UNSEEN_DATA_DIR: dir }));

  it('is made once, however many begin at the same time, for the owner alone', async () => {
    const secrets = await Promise.all(Array.from({ length: 8 }, read));
    expect(new Set(secrets.map((secret) => Buffer.from(secret).toString('hex'))).size).toBe(1);
    expect(secrets[0]).toHaveLength(32);
    expect(await readdir(dir)).toEqual(['secret']);
    expect((await stat(join(dir, 'secret'))).mode & 0o777).toBe(0o600);
  });

  it.each(['', 'short'])('is made anew where a crash has left %j', async (left) => {
    await writeFile(join(dir, 'secret'), left);
    expect(await read()).toHaveLength(32);
    expect(await read()).toEqual(await read());
  });
});
