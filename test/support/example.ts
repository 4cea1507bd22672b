import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Starts a program of `examples` with an environment of its own. */
export function startExample(
  name: string,
  args: readonly string[],
  environment: Record<string, string>,
): ChildProcess {
  const file = fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));
  return spawn(process.execPath, [file, ...args], { env: { PATH: process.env['PATH'], ...environment } });
}

/** The search page of a shop, on a free port. */
export async function openShop(environment: Record<string, string>) {
  const shop = startExample('product-search/server.ts', [], { PORT: '0', ...environment });
  const [line] = (await once(createInterface({ input: shop.stdout! }), 'line')) as [string];
  return {
    url: /http:\S+/.exec(line)![0],
    close: async () => {
      shop.kill();
      await once(shop, 'close');
    },
  };
}
