import { loadConfig, type Config } from '@unseen/config';
import { messageOf } from '@unseen/contracts';
import { access, constants, mkdir, statfs } from 'node:fs/promises';
import type { Api } from '../http/api.ts';

/** One thing that was looked at. */
export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  /** How to mend it. */
  readonly help?: string;
}

const MIN_NODE = 22;
const MIN_FREE_BYTES = 2 ** 30;

/** Looks at the set-up of this machine and at the running platform, in the order a fault would show. */
export async function diagnose(api: Api): Promise<Finding[]> {
  const findings = [checkNode()];
  const config = checkConfig(findings);
  if (config !== undefined) {
    findings.push(await checkModelPack(config), await checkFolder('data directory', config.dataDir));
    findings.push(await checkImportRoot(config), await checkDisk(config));
  }
  findings.push(...(await checkPlatform(api)));
  return findings;
}

function checkNode(): Finding {
  const ok = Number(process.versions.node.split('.', 1)[0]) >= MIN_NODE;
  return {
    name: 'node',
    ok,
    detail: process.version,
    help: 'Run through `npx unseen` or `npm start`: both use the Node 24 that the packages bring.',
  };
}

function checkConfig(findings: Finding[]): Config | undefined {
  try {
    const config = loadConfig();
    findings.push({ name: 'configuration', ok: true, detail: 'valid' });
    return config;
  } catch (error) {
    findings.push({
      name: 'configuration',
      ok: false,
      detail: messageOf(error),
      help: 'See docs/reference/configuration.md.',
    });
    return undefined;
  }
}

async function checkModelPack(config: Config): Promise<Finding> {
  try {
    const { loadPack } = await import('@unseen/encoder');
    const pack = await loadPack(config.encoder.pack);
    return { name: 'model pack', ok: true, detail: `${pack.id}, every checksum right` };
  } catch (error) {
    return {
      name: 'model pack',
      ok: false,
      detail: messageOf(error),
      help: 'Restore the folder from the repository, or set UNSEEN_MODEL_PACK.',
    };
  }
}

async function checkFolder(name: string, path: string): Promise<Finding> {
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.R_OK | constants.W_OK);
    return { name, ok: true, detail: path };
  } catch (error) {
    return {
      name,
      ok: false,
      detail: messageOf(error),
      help: 'Set UNSEEN_DATA_DIR to a folder you may write to.',
    };
  }
}

async function checkImportRoot(config: Config): Promise<Finding> {
  try {
    await access(config.importRoot, constants.R_OK);
    return { name: 'import root', ok: true, detail: config.importRoot };
  } catch {
    return {
      name: 'import root',
      ok: true,
      detail: `${config.importRoot} is not there yet; set UNSEEN_IMPORT_ROOT to load from elsewhere`,
    };
  }
}

async function checkDisk(config: Config): Promise<Finding> {
  try {
    const { bavail, bsize } = await statfs(config.dataDir);
    const free = bavail * bsize;
    return {
      name: 'disk',
      ok: free >= MIN_FREE_BYTES,
      detail: `${(free / 2 ** 30).toFixed(1)} GiB free`,
      help: 'Free some space, or move UNSEEN_DATA_DIR: 1,000 pictures need about 20 MB beside their originals.',
    };
  } catch (error) {
    return { name: 'disk', ok: false, detail: messageOf(error) };
  }
}

interface Ready {
  readonly status: string;
  readonly executionProvider?: string;
  readonly dependencies: Readonly<Record<string, { status: string; detail: string }>>;
}

async function checkPlatform(api: Api): Promise<Finding[]> {
  try {
    const ready = await api.send<Ready>('GET', '/health/ready');
    const parts = Object.entries(ready.dependencies).map(([name, { status, detail }]) => ({
      name,
      ok: status === 'up',
      detail,
    }));
    return [{ name: 'platform', ok: true, detail: `ready at ${api.url}` }, ...parts];
  } catch (error) {
    return [
      {
        name: 'platform',
        ok: false,
        detail: messageOf(error),
        help: 'Start it with `npm start`, or name another one with --url.',
      },
    ];
  }
}
