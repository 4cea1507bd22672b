import { loadConfig, type Config } from '@unseen/config';
import { messageOf } from '@unseen/domain';
import type { Api } from '../http/api.ts';
import type { Finding } from './finding.ts';
import { checkMachine, checkNode } from './machine.ts';
import { checkModel } from './model.ts';
import { checkPlatform } from './platform.ts';
import { checkServers } from './servers.ts';

/** Looks at the set-up of this machine and at the running platform, in the order a fault would show. */
export async function diagnose(api: Api): Promise<Finding[]> {
  const findings = [await checkNode()];
  const config = checkConfig(findings);
  if (config !== undefined) {
    findings.push(
      ...(await checkMachine(config)),
      ...(await checkModel(config)),
      ...(await checkServers(config)),
    );
  }
  return [...findings, ...(await checkPlatform(api))];
}

function checkConfig(findings: Finding[]): Config | undefined {
  try {
    const config = loadConfig();
    findings.push({ name: 'configuration', ok: true, detail: 'valid' });
    return config;
  } catch (error) {
    const help = 'See docs/reference/configuration.md.';
    findings.push({ name: 'configuration', ok: false, detail: messageOf(error), help });
    return undefined;
  }
}
