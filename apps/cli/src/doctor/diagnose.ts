import { loadConfig, type Config } from '@unseen/config';
import { messageOf } from '@unseen/domain';
import type { Platform } from '../platform/connect.ts';
import type { Finding } from './finding.ts';
import { checkMachine, checkNode } from './machine.ts';
import { checkModel } from './model.ts';
import { checkPlatform } from './platform.ts';
import { checkServers } from './servers.ts';

/**
 * Looks at the set-up of this machine and at the running platform, in the order a fault would show. Of a platform that was
 * named, or is elsewhere, only what it says itself: the settings of this machine need not be its own.
 */
export async function diagnose(platform: Platform): Promise<Finding[]> {
  if (platform.named || !isHere(platform.url)) return checkPlatform(platform);
  const findings = [await checkNode()];
  const config = checkConfig(findings);
  if (config !== undefined) {
    findings.push(
      ...(await checkMachine(config)),
      ...(await checkModel(config)),
      ...(await checkServers(config)),
    );
  }
  return [...findings, ...(await checkPlatform(platform))];
}

/** Whether an address is one of this machine's own. */
function isHere(url: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
}

function checkConfig(findings: Finding[]): Config | undefined {
  try {
    const config = loadConfig();
    findings.push({ name: 'configuration', of: 'machine', ok: true, detail: 'valid' });
    return config;
  } catch (error) {
    const help = 'See docs/reference/configuration.md.';
    findings.push({ name: 'configuration', of: 'machine', ok: false, detail: messageOf(error), help });
    return undefined;
  }
}
