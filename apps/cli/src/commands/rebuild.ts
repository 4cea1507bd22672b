import { dataOf } from '@unseen/client';
import type { Command } from 'commander';
import { EXIT } from '../output/exit-code.ts';
import { allPrintable } from '../output/printable.ts';
import { follow, print } from './model-switch.ts';
import { sharedOf } from './shared.ts';

/** `unseen rebuild`: makes vectors again that the vector store has lost. */
export function addRebuildCommand(program: Command): void {
  program
    .command('rebuild [collection]')
    .description(
      'embed again what has lost its vectors, from the stored pictures and captions; it takes the first key, the one in UNSEEN_API_KEY of the platform',
    )
    .option('--no-wait', 'begin and return at once')
    .action(async (collection: string | undefined, options: { wait: boolean }, command: Command) => {
      const { http, json } = sharedOf(command);
      const begun = dataOf(await http.POST('/v1/model/rebuild', { body: { collection } }));
      const { lost } = begun;
      const waits = options.wait && lost > 0;
      const model = waits ? await follow(http, !json) : begun.model;
      if (json) console.log(JSON.stringify({ lost, model }));
      else {
        console.log(lost === 0 ? 'Every item has its vectors.' : `${lost} items had lost their vectors.`);
        if (lost > 0) await print(http, allPrintable(model));
      }
      if (!waits) return;
      if (model.switch?.state !== 'completed') process.exitCode = EXIT.failed;
      else if (model.switch.failed > 0) process.exitCode = EXIT.partly;
    });
}
