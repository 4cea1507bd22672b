import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pictureFolder, spoil } from './support/collections.ts';
import { unseen as runUnseen } from './support/command-line.ts';
import { PICTURES } from './support/pictures.ts';
import { Standalone } from './support/standalone.ts';

/** Makes the program take the pipe for a terminal of 30 columns. */
const AS_TERMINAL = `import{WriteStream}from'node:tty';Object.assign(process.stdout,{isTTY:true,columns:30,getColorDepth:WriteStream.prototype.getColorDepth})`;
const TERMINAL = { TERM: 'xterm-256color', NODE_OPTIONS: `--import=data:text/javascript,${AS_TERMINAL}` };

describe('the command line', () => {
  let platform: Standalone;
  beforeAll(async () => {
    platform = await Standalone.start();
    await mkdir(join(platform.dataDir, 'import'), { recursive: true });
  });
  afterAll(() => platform?.dispose());

  const unseen = (...args: string[]) => unseenIn({}, ...args);
  const unseenIn = (environment: Readonly<Record<string, string>>, ...args: string[]) =>
    runUnseen({ UNSEEN_URL: platform.url, UNSEEN_DATA_DIR: platform.dataDir, ...environment }, ...args);

  it('explains itself', async () => {
    const { status, out } = await unseen('--help');
    expect(status).toBe(0);
    for (const command of ['serve', 'ingest', 'search', 'evaluate', 'model', 'doctor'])
      expect(out).toContain(command);
  });

  it('completes commands, options and values in a shell', async () => {
    expect((await unseen('complete', '--', 'in')).out).toMatch(/^ingest\t/m);
    expect((await unseen('complete', '--', 'import', '')).out).toMatch(/^s3\t/m);
    expect((await unseen('complete', '--', 'ingest', '--type', 'sh')).out).toMatch(/^shopify\b/m);
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { status, out } = await unseen('complete', shell);
      expect(out).toContain('unseen');
      expect(status).toBe(0);
    }
    const script = (await unseen('complete', 'bash')).out;
    expect(spawnSync('bash', ['-n'], { input: script }).status).toBe(0);
  });

  it('loads a folder through a job and says what failed', async () => {
    await pictureFolder(join(platform.dataDir, 'import/album'), 12);
    await spoil(join(platform.dataDir, 'import/album'));
    const { status, out } = await unseen('ingest', join(platform.dataDir, 'import/album'), '-c', 'album');
    expect(out).toContain('12 done, 0 skipped, 3 failed');
    expect(out).toContain('image_empty empty.jpg');
    expect(status).toBe(3);
  });

  it('tells the product table of a shop from other tables, and names the line of what failed', async () => {
    const shop = join(platform.dataDir, 'import/shop');
    const [first, second] = await pictureFolder(join(shop, 'img'), 2);
    const rows = [
      `shoe,Running shoe,<p>Made of <b>wool</b></p>,79,img/${first}`,
      `shoe,,,89,img/${second}`,
      'cup,Cup,,5,https://pictures.example/cup.jpg',
    ];
    await writeFile(
      join(shop, 'products.csv'),
      `Handle,Title,Body (HTML),Variant Price,Image Src\n${rows.join('\n')}\n`,
    );
    const { status, out } = await unseen('ingest', join(shop, 'products.csv'), '-c', 'shop');
    expect(out).toContain('2 done, 0 skipped, 1 failed');
    expect(out).toContain('fetch_disabled cup: line 4:');
    expect(status).toBe(3);
    const item = await platform.json(200, 'GET', '/v1/items/shoe%2F2?collection=shop');
    expect(item.metadata).toMatchObject({ handle: 'shoe', price: 79, priceMax: 89, position: 2 });
  });

  it('sends the pictures of a folder the platform may not read', async () => {
    const folder = join(platform.dataDir, 'elsewhere');
    await pictureFolder(folder, 5);
    const { status, out } = await unseen('ingest', folder, '-c', 'sent', '--json');
    expect(JSON.parse(out)).toMatchObject({ total: 5, done: 5, failed: 0 });
    expect(status).toBe(0);
    await spoil(folder);
    await writeFile(join(folder, 'red \u001b[31m\u0007.jpg'), 'no picture');
    const again = await unseen('ingest', folder, '-c', 'sent');
    expect(again.out).toContain('5 of 9 items sent, 4 refused');
    for (const failure of ['image_empty empty.jpg', 'entry_outside_root link.jpg', 'item_id_invalid red '])
      expect(again.out).toContain(failure);
    expect(again.out).not.toMatch(/[\u001b\u0007]/);
    expect(again.status).toBe(3);
    expect((await unseen('ingest', folder, '-c', 'sent', '--max-failures', '4', '--json')).status).toBe(0);
  });

  it('sends a single picture, named like its file', async () => {
    const { status, out } = await unseen('ingest', join(PICTURES, '1f34e.webp'), '-c', 'one');
    expect(out).toContain('1 of 1 items sent, 0 refused');
    expect(status).toBe(0);
    const { out: lines } = await unseen('item', 'list', '--all', '-c', 'one', '--json');
    expect(
      lines
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object),
    ).toMatchObject([{ id: '1f34e.webp' }]);
  });

  it('keeps classes: preview, add, list, edit, export, import, remove', async () => {
    const picture = join(PICTURES, '1f408.webp');
    const preview = await unseen('class', 'preview', 'cat', '--picture', picture, '--in', 'album', '--json');
    expect(JSON.parse(preview.out)).toMatchObject({ collisions: [], neighbors: [] });
    const added = await unseen('class', 'add', 'cat', '--synonym', 'kitten', '--picture', picture);
    expect(added).toMatchObject({ status: 0, err: '' });
    expect(added.out).toContain('added cat');
    expect((await unseen('class', 'add', 'CAT')).status).toBe(1);
    expect((await unseen('class', 'edit', 'cat', '--seen', '--description', 'a pet')).status).toBe(0);
    const shown = JSON.parse((await unseen('class', 'show', 'cat', '--json')).out) as object;
    expect(shown).toMatchObject({ seen: true, description: 'a pet', synonyms: ['kitten'], exemplars: [{}] });
    const judged = await unseen('class', 'judge', 'cat', '--reject', '1f34e.webp', '-c', 'one', '--json');
    expect(JSON.parse(judged.out)).toMatchObject({ counterExemplars: [{ itemId: '1f34e.webp' }] });
    expect((await unseen('class', 'edit', 'cat', '--line', '0.4')).status).toBe(0);
    expect((await unseen('class', 'show', 'cat')).out).toMatch(/line\s+0\.4/);
    expect((await unseen('class', 'list')).out).toContain('kitten');
    const file = join(platform.dataDir, 'classes.csv');
    expect((await unseen('class', 'export', file)).status).toBe(0);
    expect((await unseen('class', 'remove', 'cat')).out).toContain('removed cat');
    expect((await unseen('class', 'import', file)).out).toContain('1 added');
    expect((await unseen('class', 'remove', 'nobody')).status).toBe(1);
  });

  it('keeps versions of classes: diff, publish, rollback; lints, calibrates and measures them', async () => {
    const before = JSON.parse((await unseen('class', 'versions', '--json')).out) as {
      versions: { version: number }[];
    };
    const from = before.versions[0]?.version ?? 0;
    const file = join(platform.dataDir, 'many.csv');
    const names = ['kind 0', 'kind 1', 'kind 2'];
    await writeFile(file, ['name,seen', ...names.map((name) => `${name},false`)].join('\n'));
    expect((await unseen('class', 'import', file)).out).toContain('3 added');
    expect((await unseen('class', 'show', 'kind 1')).status).toBe(0);
    const { versions } = JSON.parse((await unseen('class', 'versions', '--json')).out) as typeof before;
    const to = versions[0]!.version;
    expect((await unseen('class', 'diff', String(from), String(to))).out).toContain('+ kind 1');
    expect((await unseen('class', 'publish', String(to))).out).toContain(`published version ${to}`);
    const gate = ['--field', 'kind', '--max-drop', '0.1'];
    const unjudged = await unseen('class', 'publish', String(to), ...gate);
    expect(unjudged).toMatchObject({ status: 1, err: expect.stringContaining('"kind"') as string });
    const judged = ['item', 'add', '--caption', 'a kind of thing', '--metadata', '{"kind":"kind 1"}'];
    expect((await unseen(...judged, '--id', 'judged', '-c', 'judged')).status).toBe(0);
    const passed = await unseen('class', 'publish', String(to), ...gate, '-c', 'judged');
    expect(passed.out).toMatch(
      new RegExp(`^published version ${to}\\nOn 1 items, the harmonic mean is [\\d.]+\\.\\n$`),
    );
    expect((await unseen('class', 'lint')).out).toContain('kind 0');
    const learned = await unseen('class', 'calibrate');
    expect(learned).toMatchObject({
      status: 1,
      err: expect.stringContaining('Too little to learn') as string,
    });
    const unlabelled = await unseen('class', 'evaluate', '--field', 'kind');
    expect(unlabelled).toMatchObject({ status: 1, err: expect.stringContaining('"kind"') as string });
    const gone = JSON.parse((await unseen('class', 'rollback', String(from), '--json')).out) as object;
    expect(gone).toMatchObject({ version: to + 1 });
    expect((await unseen('class', 'show', 'kind 1')).status).toBe(1);
  });

  it('keeps single items: add, show, edit, list, look, remove', async () => {
    const picture = join(PICTURES, '1f34e.webp');
    const about = ['--caption', 'a red apple', '--metadata', '{"price":2}'];
    const added = await unseen('item', 'add', picture, '--id', 'apple', ...about, '-c', 'single');
    expect(added).toMatchObject({ status: 0, err: '', out: 'stored apple in single\n' });
    expect((await unseen('item', 'edit', 'apple', '--caption', 'an apple', '-c', 'single')).status).toBe(0);
    const shown = await unseen('item', 'show', 'apple', '-c', 'single');
    expect(shown.out).toMatch(/caption {2}an apple\nprice {2}2\n$/);
    expect((await unseen('item', 'list', '-c', 'single')).out).toContain('an apple');
    const drawn = join(platform.dataDir, 'look.png');
    expect((await unseen('item', 'look', 'apple', 'a fruit', '-o', drawn, '-c', 'single')).status).toBe(0);
    expect((await readFile(drawn)).subarray(1, 4).toString()).toBe('PNG');
    expect((await unseen('collection', 'list')).out).toMatch(/^single +1 /m);
    expect((await unseen('collection', 'fields', 'single')).out).toMatch(/^price +1 +2 to 2: 2 \(1\)$/m);
    const removed = await unseen('item', 'remove', 'apple', '-c', 'single', '--json');
    expect(JSON.parse(removed.out)).toEqual({ removed: 'apple' });
    const gone = await unseen('item', 'show', 'apple', '-c', 'single');
    expect(gone).toMatchObject({ status: 1, err: expect.stringContaining('no item "apple"') as string });
    const broken = await unseen('item', 'add', '--caption', 'x', '--metadata', '{');
    expect(broken).toMatchObject({ status: 1, err: expect.stringContaining('--metadata') as string });
  });

  it('says what jobs did, and what failed in them', async () => {
    await pictureFolder(join(platform.dataDir, 'import/some'), 3);
    await spoil(join(platform.dataDir, 'import/some'));
    const path = join(platform.dataDir, 'import/some');
    const { id } = JSON.parse((await unseen('ingest', path, '-c', 'some', '--json')).out) as { id: string };
    expect((await unseen('job', 'list')).out).toContain(id);
    expect((await unseen('job', 'show', id)).out).toContain('completed: 3 of 6 done, 0 skipped, 3 failed');
    expect((await unseen('job', 'failures', id)).out).toContain('image_empty empty.jpg');
    const watched = await unseen('job', 'watch', id);
    expect(watched).toMatchObject({
      status: 3,
      out: expect.stringContaining('3 done, 0 skipped, 3 failed') as string,
    });
    const retried = await unseen('job', 'retry', id, '--json');
    expect(JSON.parse(retried.out)).toMatchObject({ id, state: 'completed', failed: 3 });
    expect(retried.status).toBe(3);
    const begun = await unseen('ingest', path, '-c', 'some', '--no-wait');
    const [, again] = /^job (\S+) /.exec(begun.out)!;
    expect((await unseen('job', 'watch', again!, '--max-failures', '3')).status).toBe(0);
    const late = await unseen('job', 'pause', id);
    expect(late).toMatchObject({ status: 1, err: expect.stringContaining('is completed') as string });
  });

  it('names classes and what none explains, and says who did what', async () => {
    expect((await unseen('classify', 'a cat', '-c', 'album')).out).toContain('class');
    const looked = await unseen('class', 'unknown', '-c', 'album', '-n', '2', '--json');
    expect(JSON.parse(looked.out)).toHaveProperty('clusters');
    expect((await unseen('class', 'mismatches', '-c', 'album')).status).toBe(0);
    expect((await unseen('class', 'tags')).status).toBe(0);
    expect((await unseen('audit')).out).toMatch(/local +class\.add +cat/);
  });

  it('says why a hit is where it is', async () => {
    const { out, status } = await unseen(
      'search',
      'a face',
      '-c',
      'album',
      '-n',
      '1',
      '--explain',
      '--cutoff',
      'off',
    );
    expect(status).toBe(0);
    expect(out).toMatch(/found by text with image rank \d+ \(-?[\d.]+\).*all together rank \d+/);
    expect(out).toMatch(/imfa puts it at rank 1/);
    expect(out).toMatch(/words by weight: face \d+ %/);
  });

  it('searches by words, and by a picture', async () => {
    const words = await unseen('search', 'a face', '-c', 'album', '-n', '3', '--cutoff', 'off', '--json');
    expect(JSON.parse(words.out).hits).toHaveLength(3);
    const picture = await unseen('search', '--image', join(PICTURES, '1f34e.webp'), '-c', 'album', '-n', '3');
    expect(picture.out).toMatch(/1f[0-9a-f]{3}\.webp/);
    expect(picture.out).toMatch(/\d+ ms/);
  });

  it('prints a header and a line per hit, and in a terminal cuts them to its width', async () => {
    const ask = ['search', 'a face', '-c', 'album', '-n', '2', '--cutoff', 'off'];
    const piped = await unseenIn({ CI: 'true', KITTY_WINDOW_ID: '1' }, ...ask, '--pictures');
    const [header, first, second, took] = piped.out.split('\n');
    expect(header).toMatch(/^ +match {2}id +caption$/);
    expect(first).toMatch(/^1 +\d+% {2}\S+/);
    expect(second).toMatch(/^2 /);
    expect(took).toMatch(/^\d+ ms, /);
    expect(piped.out).not.toMatch(/\u001b/);
    const narrow = await unseenIn({ ...TERMINAL, NO_COLOR: '1' }, ...ask);
    expect(narrow.out).not.toContain('\u001b');
    expect(
      Math.max(
        ...narrow.out
          .split('\n')
          .slice(0, 3)
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(30);
    expect((await unseenIn(TERMINAL, ...ask)).out).toContain('\u001b[2m');
  });

  it('shows the pictures of hits in a terminal that takes them', async () => {
    const ask = ['search', '--image', join(PICTURES, '1f34e.webp'), '-c', 'album', '-n', '2'];
    const iterm = await unseenIn({ ...TERMINAL, LC_TERMINAL: 'iTerm2' }, ...ask);
    const images = [
      ...iterm.out.matchAll(/\u001b\]1337;File=inline=1;size=(\d+);[^:]*:([^\u0007]*)\u0007\n/g),
    ];
    expect(images).toHaveLength(2);
    for (const [, size, data] of images) {
      const png = Buffer.from(data!, 'base64');
      expect(png.byteLength).toBe(Number(size));
      expect(png.subarray(1, 4).toString()).toBe('PNG');
    }
    const kitty = await unseenIn({ ...TERMINAL, KITTY_WINDOW_ID: '1' }, ...ask);
    expect(kitty.out.match(/\u001b_Ga=T,f=100,/g)).toHaveLength(2);
    expect(
      (await unseenIn({ ...TERMINAL, KITTY_WINDOW_ID: '1' }, ...ask, '--no-pictures')).out,
    ).not.toContain('_G');
    expect((await unseenIn(TERMINAL, ...ask)).out).not.toContain('1337');
    expect((await unseenIn(TERMINAL, ...ask, '--pictures')).out).toContain('1337;File');
  });

  it('says what is wrong, with a code programs can use', async () => {
    const { status, out } = await unseen('search', 'x', '-c', 'nowhere', '--json');
    expect(JSON.parse(out)).toEqual({ error: { code: 'collection_not_found', detail: expect.any(String) } });
    expect(status).toBe(1);
    const nobody = await unseen('search', 'x', '--url', 'http://127.0.0.1:9');
    expect(nobody.err).toContain('Nothing answers at http://127.0.0.1:9');
    expect(nobody.err).toContain('npm start');
    expect(nobody.status).toBe(2);
    expect((await unseen('search', 'x', '-n', 'many')).status).toBe(1);
  });

  it('says in words what the system, or an address, only has a code for', async () => {
    const missing = join(platform.dataDir, 'missing');
    const saved = join(platform.dataDir, 'saved.ndjson');
    await writeFile(saved, '{}\n');
    for (const [args, said] of [
      [['search', '--image', missing], `There is no file "${missing}".`],
      [['class', 'import', platform.dataDir], 'A folder is named'],
      [['ingest', missing], `There is nothing to read at "${missing}".`],
      [['ingest', saved, '--type', 'export'], 'UNSEEN_IMPORT_ROOT'],
      [['job', 'show', 'first'], 'it is no UUID'],
      [['--url', 'shop', 'search', 'x'], '"shop" is not a web address'],
    ] as const) {
      const { status, err } = await unseen(...args);
      expect(err).toContain(said);
      expect(status).toBe(1);
    }
  });

  it('sends what a table outside the import root lists, and again what has changed', async () => {
    const folder = join(platform.dataDir, 'shelf');
    await mkdir(folder);
    await copyFile(join(PICTURES, '1f34e.webp'), join(folder, 'apple.webp'));
    const table = join(folder, 'list.csv');
    const load = async (rows: string, ...options: string[]) => {
      await writeFile(table, `id,image,caption,price\n${rows}`);
      return unseen('ingest', table, '-c', 'shelf', ...options);
    };
    const item = async (id: string): Promise<unknown> =>
      JSON.parse((await unseen('item', 'show', id, '-c', 'shelf', '--json')).out);
    const first = await load('r,apple.webp,a red apple,3\nw,,words alone,4\nx,none.png,gone,5\n');
    expect(first.status).toBe(3);
    expect(first.out).toContain('2 of 3 items sent, 1 refused');
    expect(first.out).toContain('entry_image_missing');
    expect(await item('r')).toMatchObject({ caption: 'a red apple', metadata: { price: 3 } });
    expect((await load('r,apple.webp,an apple that is red,2\n')).status).toBe(0);
    expect(await item('r')).toMatchObject({ caption: 'an apple that is red', metadata: { price: 2 } });
    expect((await load('r,apple.webp,another,1\nw,,other words,1\n', '--duplicates', 'skip')).out).toContain(
      '2 there already',
    );
    expect(await item('w')).toMatchObject({ caption: 'words alone' });
    expect((await load('r,,no picture any more,1\n', '--duplicates', 'replace')).status).toBe(0);
    expect(await item('r')).not.toHaveProperty('image');
  });

  it('says its version', async () => {
    expect((await unseen('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('remembers platforms, and talks to the one it is told', async () => {
    const own = { UNSEEN_URL: '', XDG_CONFIG_HOME: join(platform.dataDir, 'settings') };
    const refused = await unseenIn(own, 'login', 'http://127.0.0.1:9');
    expect(refused).toMatchObject({ status: 2 });
    expect((await unseenIn(own, 'login', platform.url, '--profile', 'here')).out).toContain('using');
    expect((await unseenIn(own, 'collection', 'list')).out).toContain('album');
    expect((await unseenIn(own, 'login')).out).toMatch(/^here +http\S+ +no +in use$/m);
    expect((await unseenIn(own, 'search', 'x', '--profile', 'there')).err).toContain('There are: here');
    // Of a platform that was named, it looks at nothing that is this machine's own.
    const looked = await unseenIn(own, 'doctor', '--json');
    const { findings } = JSON.parse(looked.out) as { findings: { name: string; of: string }[] };
    expect(new Set(findings.map(({ of }) => of))).toEqual(new Set(['platform']));
    expect((await unseenIn(own, 'logout')).out).toContain('forgot here');
  });

  it('finds that all is well', async () => {
    const { status, out } = await unseen('doctor', '--json');
    const { findings } = JSON.parse(out) as { findings: { name: string; ok: boolean; detail: string }[] };
    expect(findings.filter((finding) => !finding.ok)).toEqual([]);
    expect(findings.map((finding) => finding.name)).toEqual(
      expect.arrayContaining([
        'node',
        'configuration',
        'model pack',
        'data directory',
        'disk',
        'platform',
        'ledger',
        'encoder',
        'storage',
      ]),
    );
    const storage = findings.find(({ name }) => name === 'storage');
    expect(storage?.detail).toMatch(/pictures [1-9]\d* KB/);
    expect(status).toBe(0);
  });
});
