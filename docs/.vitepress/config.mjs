import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import llmstxt from 'vitepress-plugin-llms';

const docs = fileURLToPath(new URL('../', import.meta.url));
const root = resolve(docs, '..');
/** Address of the repository's files, such as https://github.com/NAME/unseen/blob/main: pages link there to what is no page. */
const files = process.env['UNSEEN_DOCS_FILES'];

/** Pages by what people come to do; the rest is looked up. */
const TASKS = {
  Start: ['guides/first-collection', 'guides/shop', 'how-it-works'],
  'Load and search': [
    'guides/in-the-browser',
    'guides/loading',
    'guides/migrating',
    'guides/searching',
    'guides/text-in-pictures',
    'guides/adding-categories',
  ],
  'Build on it': ['guides/client', 'guides/assistants'],
  'Models and quality': ['guides/bring-a-model', 'guides/train-on-your-captions', 'guides/evaluating'],
  'Run it': ['guides/keys', 'guides/security', 'guides/observability', 'guides/capacity', 'guides/backup'],
  'On servers': ['guides/servers', 'guides/going-distributed', 'guides/qdrant', 'guides/gpu'],
  'Look up': [
    'reference/cli',
    'reference/configuration',
    'reference/errors',
    'reference/metrics',
    'reference/split-format',
    'contributing/glossary',
  ],
  Decisions: pagesOf('adr'),
};

const forgotten = pagesOf('guides').filter((page) => !Object.values(TASKS).flat().includes(page));
if (forgotten.length > 0) throw new Error(`No task leads to ${forgotten.join(', ')}.`);

export default defineConfig({
  title: 'Unseen',
  description: 'Search for images and captions that keeps working on categories its model never saw',
  cleanUrls: true,
  // A link to a page that is not there ends the build.
  ignoreDeadLinks: false,
  markdown: { config: (markdown) => markdown.core.ruler.push('files-of-the-repository', linkFiles) },
  vite: {
    plugins: [llmstxt({ title: 'Unseen', description: 'Self-hosted search for images and captions.' })],
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: 'deep',
    nav: [
      { text: 'Start', link: '/guides/first-collection' },
      { text: 'A shop', link: '/guides/shop' },
      { text: 'Command line', link: '/reference/cli' },
    ],
    sidebar: Object.entries(TASKS).map(([text, pages]) => ({
      text,
      collapsed: text === 'Decisions' ? true : undefined,
      items: pages.filter(isPage).map((page) => ({ text: titleOf(page), link: `/${page}` })),
    })),
  },
});

function pagesOf(folder) {
  return readdirSync(join(docs, folder))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => `${folder}/${name.slice(0, -3)}`);
}

function isPage(page) {
  return existsSync(join(docs, `${page}.md`));
}

function titleOf(page) {
  return /^# (.+)$/m.exec(readFileSync(join(docs, `${page}.md`), 'utf8'))[1].replaceAll('`', '');
}

/** Links to files of the repository that are no pages lead to the repository, or are plain text where its address is not known. */
function linkFiles({ tokens, env }) {
  const from = env.path === undefined ? docs : dirname(env.path);
  for (const block of tokens) {
    let plain = false;
    for (const token of block.children ?? []) {
      if (token.type === 'link_close' && plain)
        [token.type, token.tag, plain] = ['span_close', 'span', false];
      if (token.type !== 'link_open') continue;
      const [target = ''] = (token.attrGet('href') ?? '').split('#');
      if (target === '' || /^([a-z]+:|\/)/.test(target)) continue;
      const file = resolve(from, decodeURI(target));
      if (
        !relative(docs, file).startsWith('..') &&
        /(\.md|\/[^.]*)$/.test(file) &&
        isPage(relative(docs, file).replace(/\.md$/, ''))
      )
        continue;
      if (!existsSync(file)) throw new Error(`${env.path}: ${target} is not there.`);
      if (files !== undefined) token.attrSet('href', `${files}/${relative(root, file)}`);
      else {
        [token.type, token.tag, token.attrs, plain] = ['span_open', 'span', null, true];
      }
    }
  }
}
