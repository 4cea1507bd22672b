import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const logger = new URL('./logger.ts', import.meta.url).href;

/** What a program of its own logs, with standard error as it says. */
function logged(isTerminal: boolean): string {
  const program = `
    process.stderr.isTTY = ${isTerminal};
    const { createLogger } = await import('${logger}');
    const log = createLogger({ log: { level: 'info' } }, 'standalone');
    log.info({ requestId: 'r1', method: 'GET', path: '/v1/items', status: 200, seconds: 0.0123 }, 'request');
    log.warn({ apiKey: 'secret', store: 'qdrant' }, 'a store is slow');
    log.flush();`;
  const flags = ['--conditions=unseen-source', '--input-type=module', '-e', program];
  return spawnSync(process.execPath, flags, { encoding: 'utf8', env: { NO_COLOR: '1' } }).stderr;
}

describe('what is logged', () => {
  it('is JSON for programs', () => {
    const lines = logged(false).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { msg: 'request', method: 'GET', path: '/v1/items', status: 200 },
      { msg: 'a store is slow', store: 'qdrant', apiKey: '[Redacted]' },
    ]);
  });

  it('is a line for people in a terminal', () => {
    const [request, warning] = logged(true).trim().split('\n');
    expect(request).toMatch(/^\[\d\d:\d\d:\d\d\] INFO: GET \/v1\/items 200, 12 ms/);
    expect(warning).toContain('WARN: a store is slow');
    expect(warning).toContain('qdrant');
    expect(warning).not.toContain('secret');
  });
});
