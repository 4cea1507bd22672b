import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from './find-chromium.mjs';

const require = createRequire(import.meta.url);

/** Someone with a browser of their own, who notices requests that go elsewhere and errors on the page. */
export class Reader {
  /** Requests to another origin than the platform's. */
  readonly strangers: string[] = [];
  /** Errors of scripts, and what the content security policy refused. */
  readonly errors: string[] = [];
  readonly page: Page;
  private readonly browser: Browser;
  private readonly context: BrowserContext;

  private constructor(browser: Browser, context: BrowserContext, page: Page, origin: string) {
    this.browser = browser;
    this.context = context;
    this.page = page;
    context.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(origin) && !url.startsWith('blob:')) this.strangers.push(url);
    });
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy/i.test(message.text()))
        this.errors.push(message.text());
    });
  }

  /** Opens a browser of its own on a platform. */
  static async open(origin: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Reader> {
    const browser = await chromium.launch({
      executablePath: findChromium()!,
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    });
    const context = await browser.newContext({ baseURL: origin, reducedMotion: 'reduce', ...options });
    // Loading models and pictures on a busy machine takes its time.
    context.setDefaultTimeout(60_000);
    return new Reader(browser, context, await context.newPage(), origin);
  }

  /** Titles of the tiles shown, in their order. */
  async titles(): Promise<string[]> {
    return this.page.locator('.tile-title').allTextContents();
  }

  /** Waits until the hits are those of a search for a text. */
  async search(text: string): Promise<void> {
    await this.page.getByRole('searchbox').fill(text);
    await this.settled();
  }

  /** Waits until what is shown answers what is asked. */
  async settled(): Promise<void> {
    await this.page.locator('.search-box:not([data-busy])').waitFor();
    await this.page.locator('.results[aria-busy="false"] .tile').first().waitFor();
  }

  /** Drops files on the page as a desktop does. */
  async drop(paths: readonly string[], at = { x: 640, y: 300 }): Promise<void> {
    const session = await this.context.newCDPSession(this.page);
    const data = { items: [], files: [...paths], dragOperationsMask: 1 };
    // More than once over the page: it says only then that it takes them.
    for (const type of ['dragEnter', 'dragOver', 'dragOver', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, ...at, data });
    await session.detach();
  }

  /** What axe finds wrong with the page as it is now. */
  async accessibility(): Promise<string[]> {
    if (!(await this.page.evaluate(() => 'axe' in window))) {
      // The policy of the page allows no inline script; a script of the debugger is none.
      await this.page.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'));
    }
    return this.page.evaluate(async () => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') };
      const { violations } = await axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
    });
  }

  /** Closes the browser. */
  async close(): Promise<void> {
    await this.context.close();
    await this.browser.close();
  }
}
