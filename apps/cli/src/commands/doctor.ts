import type { Command } from 'commander';
import { styleText } from 'node:util';
import { diagnose } from '../doctor/diagnose.ts';
import type { Finding } from '../doctor/finding.ts';
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
      else print(findings);
      if (findings.some((finding) => !finding.ok)) process.exitCode = 1;
    });
}

function print(findings: readonly Finding[]): void {
  // Parts of the platform go by the names of its API.
  const named = findings.map((finding) => ({
    ...finding,
    name: finding.name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
  }));
  const width = Math.max(...named.map(({ name }) => name.length));
  for (const { name, ok, detail, help } of named) {
    console.log(
      `${ok ? styleText('green', 'ok  ') : styleText('red', 'FAIL')}  ${name.padEnd(width)}  ${detail}`,
    );
    if (!ok && help !== undefined) console.log(styleText('dim', `${' '.repeat(width + 8)}${help}`));
  }
}
