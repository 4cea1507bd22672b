import type { Command } from 'commander';
import { sharedOf } from './shared.ts';

/** `unseen mcp`: lets an assistant search, look at, add and correct items, over standard input and output. */
export function addMcpCommand(program: Command): void {
  program
    .command('mcp')
    .description(
      'let an assistant work with the platform (Model Context Protocol, on standard input and output): search, look, classify, facets, add_item, update_item',
    )
    .action(async (_options: object, command: Command) => {
      const { unseen } = sharedOf(command);
      // Only this command needs the protocol; the others start faster without it.
      const { serveStdio } = await import('@unseen/assistant');
      await serveStdio(unseen);
    });
}
