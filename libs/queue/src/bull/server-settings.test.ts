import { expect, it } from 'vitest';
import { checkSettings, readSettings } from './server-settings.ts';

const INFO =
  '# Memory\r\nused_memory:1\r\nmaxmemory_policy:allkeys-lru\r\n# Persistence\r\naof_enabled:0\r\n';

it('reads what matters from what INFO answers', () => {
  expect(readSettings(INFO)).toEqual({ appendOnly: false, evictionPolicy: 'allkeys-lru' });
});

it('refuses a Redis that evicts, and says what to set', () => {
  expect(() => checkSettings(readSettings(INFO))).toThrow(
    'Set maxmemory-policy to noeviction in Redis; it is allkeys-lru',
  );
});

it('warns where a restart would lose messages', () => {
  expect(checkSettings({ appendOnly: false, evictionPolicy: 'noeviction' })).toContain('append-only file');
  expect(checkSettings({ appendOnly: true, evictionPolicy: 'noeviction' })).toBeUndefined();
});
