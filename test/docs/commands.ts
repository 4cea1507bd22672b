import { readdir, readFile } from 'node:fs/promises';

/** The pages whose commands people copy. */
export async function pages(): Promise<string[]> {
  const guides = (await readdir('docs/guides')).filter((name) => name.endsWith('.md')).sort();
  return ['README.md', 'docs/how-it-works.md', ...guides.map((name) => `docs/guides/${name}`)];
}

/** The commands of a page's shell blocks, as they are written: lines that go on are joined, comments at the end are left out. */
export async function commandsOf(page: string): Promise<string[]> {
  const blocks = [...(await readFile(page, 'utf8')).matchAll(/^```sh\n(.*?)^```/gms)].map(
    ([, block]) => block!,
  );
  return blocks.flatMap((block) =>
    block
      .replaceAll(/ *\\\n\s*/g, ' ')
      .split('\n')
      .map((line) => line.replace(/\s{2,}#.*$/, '').trim())
      .filter((line) => line !== '' && !line.startsWith('#')),
  );
}
