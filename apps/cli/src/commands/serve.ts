import { serverEnvironment } from '@unseen/config';
import type { Command } from 'commander';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** `unseen serve`: the standalone platform in this terminal. */
export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description(
      'run the standalone platform here (what `npm start` runs); configured by environment variables',
    )
    .action(async () => {
      const main = fileURLToPath(new URL('../../../standalone/dist/main.js', import.meta.url));
      const child = spawn(process.execPath, [main], {
        stdio: 'inherit',
        env: serverEnvironment(),
      });
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
      const [code] = (await once(child, 'exit')) as [number | null];
      process.exitCode = code ?? 1;
    });
}
