import type { Search } from '@unseen/client';

export const CODE_LANGUAGES = ['curl', 'typescript', 'python'] as const;
export type CodeLanguage = (typeof CODE_LANGUAGES)[number];

/** What only the page needs of an answer. */
const PAGE_ONLY = new Set(['sizes', 'facets', 'image']);

/** The body of a search as a program would send it. */
export function asJson(search: Search): string {
  return JSON.stringify(asAsked(search), null, 2);
}

function asAsked(search: Search): object {
  return Object.fromEntries(Object.entries(search).filter(([name]) => !PAGE_ONLY.has(name)));
}

/** A search as a program would ask it. @param origin - of the platform */
export function searchAsCode(search: Search, origin: string, language: CodeLanguage): string {
  const asked = asAsked(search);
  const json = asJson(search);
  if (language === 'curl') {
    // Inside single quotes a shell takes everything as it is but the quote itself.
    const body = json.replaceAll("'", "'\\''");
    return [
      `curl -s '${origin}/v1/search' \\`,
      `  -H 'content-type: application/json' \\`,
      `  -H "authorization: Bearer $UNSEEN_API_KEY" \\`,
      `  -d '${body}'`,
    ].join('\n');
  }
  if (language === 'typescript') {
    return [
      "import { Unseen } from '@unseen/client';",
      '',
      `const unseen = new Unseen({ url: '${origin}', key: process.env.UNSEEN_API_KEY });`,
      `const { hits } = await unseen.search(${json});`,
    ].join('\n');
  }
  return [
    'import os',
    '',
    'from unseen_client import Unseen',
    '',
    `with Unseen("${origin}", key=os.environ.get("UNSEEN_API_KEY")) as unseen:`,
    `    hits = unseen.search(${asPython(asked)})["hits"]`,
  ].join('\n');
}

/** A JSON value as a literal of Python. */
function asPython(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(asPython).join(', ')}]`;
  if (typeof value === 'object')
    return `{${Object.entries(value)
      .map(([name, each]) => `${JSON.stringify(name)}: ${asPython(each)}`)
      .join(', ')}}`;
  return JSON.stringify(value);
}
