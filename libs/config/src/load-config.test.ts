import { isAppError } from '@unseen/contracts';
import { describe, expect, it } from 'vitest';
import { loadConfig } from './load-config.ts';

function problem(environment: Record<string, string>): string {
  try {
    loadConfig(environment);
  } catch (error) {
    if (isAppError(error, 'config_invalid')) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('loadConfig', () => {
  it('runs on nothing at all, on loopback', () => {
    const config = loadConfig({});
    expect(config.http).toMatchObject({ host: '127.0.0.1', port: 8080 });
    expect(config.encoder.provider).toBe('cpu');
    expect(config.encoder.pack).toMatch(/models\/lite$/);
    expect(Object.isFrozen(config.http)).toBe(true);
  });

  it('says what to set when a value is wrong, for every wrong value at once', () => {
    const text = problem({ PORT: 'eighty', UNSEEN_EXECUTION_PROVIDER: 'tpu' });
    expect(text).toContain('Set PORT to a whole number from 0 to 65535; it is "eighty".');
    expect(text).toContain('Set UNSEEN_EXECUTION_PROVIDER to one of cpu, cuda, webgpu; it is "tpu".');
  });

  it('takes an empty value as unset', () => {
    expect(loadConfig({ PORT: ' ' }).http.port).toBe(8080);
  });

  it('names a setting that does not exist', () => {
    expect(problem({ UNSEEN_DATADIR: '/x' })).toContain('Unset UNSEEN_DATADIR');
  });

  it('refuses an address others can reach without a key, and takes it with one', () => {
    expect(problem({ HOST: '0.0.0.0' })).toContain('Set UNSEEN_API_KEY');
    expect(problem({ HOST: '0.0.0.0', UNSEEN_API_KEY: 'secret' })).toContain('"usk_" followed by');
    expect(loadConfig({ HOST: '0.0.0.0', UNSEEN_API_KEY: `usk_${'a1'.repeat(16)}` }).http.host).toBe(
      '0.0.0.0',
    );
  });

  it('puts the import root below the data directory unless told otherwise', () => {
    expect(loadConfig({ UNSEEN_DATA_DIR: '/srv/unseen' }).importRoot).toBe('/srv/unseen/import');
    expect(loadConfig({ UNSEEN_IMPORT_ROOT: '/srv/photos' }).importRoot).toBe('/srv/photos');
  });
});
