import type { Command } from 'commander';
import { resolve } from 'node:path';
import pc from 'picocolors';
import { sharedOf } from './shared.ts';

/** `unseen model add`: makes a pack out of a public CLIP or SigLIP export. */
export function addModelCommand(program: Command): void {
  program
    .command('model')
    .description('model packs')
    .command('add <export>')
    .description('make a model pack out of a folder with the ONNX export of a CLIP or SigLIP model')
    .requiredOption('-o, --out <folder>', 'folder of the new pack')
    .option('--name <name>', 'name of the pack')
    .action(async (source: string, options: { out: string; name?: string }, command: Command) => {
      const { json } = sharedOf(command);
      // Only this command needs onnxruntime; the others start faster without it.
      const { addPack } = await import('@unseen/encoder');
      const pack = await addPack({
        source: resolve(source),
        target: resolve(options.out),
        name: options.name,
      });
      if (json) console.log(JSON.stringify({ pack: pack.id, folder: pack.dir }));
      else {
        console.log(`${pc.green('made')} ${pack.id} in ${pack.dir}`);
        console.log(pc.dim(`Run the platform with it: UNSEEN_MODEL_PACK=${pack.dir} npm start`));
      }
    });
}
