import type { Command } from 'commander';
import pc from 'picocolors';
import { diagnose } from '../doctor/diagnose.ts';
import { sharedOf } from './shared.ts';

/** `unseen doctor`: checks the set-up and says how to mend what is wrong. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check the set-up and say how to mend what is wrong')
    .action(async (_options: unknown, command: Command) => {
      const { api, json } = sharedOf(command);
      const findings = await diagnose(api);
      if (json) console.log(JSON.stringify({ findings }));
      else
        for (const { name, ok, detail, help } of findings) {
          console.log(`${ok ? pc.green('ok  ') : pc.red('FAIL')} ${name}: ${detail}`);
          if (!ok && help !== undefined) console.log(pc.dim(`     ${help}`));
        }
      if (findings.some((finding) => !finding.ok)) process.exitCode = 1;
    });
}
