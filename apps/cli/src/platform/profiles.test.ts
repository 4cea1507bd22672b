import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect } from './connect.ts';
import { loadProfiles } from './profiles.ts';

const SHOP = { url: 'https://shop.example', key: 'usk_shop' };
const HOME = { url: 'http://127.0.0.1:9000' };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unseen-profiles-'));
  for (const name of ['UNSEEN_URL', 'UNSEEN_API_KEY', 'UNSEEN_PROFILE']) vi.stubEnv(name, '');
  vi.stubEnv('XDG_CONFIG_HOME', folder);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const stored = () => loadProfiles(join(folder, 'unseen'));

describe('profiles', () => {
  it('are kept for this user alone, the last one in use', async () => {
    stored().save('home', HOME);
    stored().save('shop', SHOP);
    const { file } = stored();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'unseen'))).mode & 0o777).toBe(0o700);
    expect(stored().names).toEqual(['home', 'shop']);
    expect(stored().current()).toEqual(SHOP);
    stored().remove('shop');
    expect(stored().current()).toBeUndefined();
    expect(() => stored().get('shop')).toThrow('There are: home');
    expect(await readFile(file, 'utf8')).not.toContain('usk_shop');
  });

  it('are not overwritten where they cannot be understood', async () => {
    stored().save('home', HOME);
    await writeFile(stored().file, '{"profiles":{"home":{}}}');
    expect(() => stored()).toThrow('is not a file of');
  });
});

describe('the platform a command talks to', () => {
  it('is the one named, else that of the environment, else the one logged in to, else this machine', () => {
    expect(connect({})).toMatchObject({ url: 'http://127.0.0.1:8080', named: false });
    stored().save('home', HOME);
    stored().save('shop', SHOP);
    expect(connect({})).toMatchObject({ ...SHOP, named: true });
    expect(connect({ profile: 'home' })).toMatchObject({ url: HOME.url, key: undefined });
    vi.stubEnv('UNSEEN_URL', 'http://127.0.0.1:7000');
    expect(connect({})).toMatchObject({ url: 'http://127.0.0.1:7000', key: undefined, named: false });
    expect(connect({ profile: 'shop' })).toMatchObject(SHOP);
    expect(connect({ url: 'http://[::1]:1/' })).toMatchObject({ url: 'http://[::1]:1', named: true });
    expect(() => connect({ url: 'shop' })).toThrow('not a web address');
  });

  it('is never sent the key of another', () => {
    stored().save('shop', SHOP);
    expect(connect({ url: 'https://other.example' }).key).toBeUndefined();
    expect(connect({ url: SHOP.url }).key).toBe(SHOP.key);
    expect(connect({ url: 'https://other.example', profile: 'shop' }).key).toBeUndefined();
    vi.stubEnv('UNSEEN_API_KEY', 'usk_own');
    expect(connect({}).key).toBe('usk_own');
    expect(connect({ profile: 'shop' }).key).toBe(SHOP.key);
  });
});
