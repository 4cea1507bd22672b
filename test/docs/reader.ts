import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** How a command ended. */
export interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

/** Someone who follows the guides: a folder to work in and a home of their own, the platform where the guides say it is. */
export class Reader {
  /** Where the commands are typed; its `data` is for the platform. */
  readonly folder: string;
  readonly home: string;
  #url = '';

  private constructor(dir: string) {
    this.folder = join(dir, 'unseen');
    this.home = join(dir, 'home');
  }

  static async come(): Promise<Reader> {
    const reader = new Reader(await realpath(await mkdtemp(join(tmpdir(), 'unseen-reader-'))));
    await mkdir(join(reader.folder, 'data/import'), { recursive: true });
    await mkdir(reader.home);
    await symlink(resolve('node_modules'), join(reader.folder, 'node_modules'));
    await writeFile(join(reader.folder, 'package.json'), '{}');
    return reader;
  }

  /** @param url - where the platform answers, in the place of `localhost:8080` */
  async lookAt(url: string): Promise<void> {
    this.#url = url;
    await writeFile(join(this.home, '.curlrc'), `connect-to = "localhost:8080:${new URL(url).host}"\n`);
  }

  /** Types a command. @param environment - variables that are set besides */
  async run(command: string, environment: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    const child = spawn('bash', ['-c', command], {
      cwd: this.folder,
      env: {
        PATH: process.env['PATH'],
        HOME: this.home,
        UNSEEN_URL: this.#url,
        npm_config_update_notifier: 'false',
        ...environment,
      },
    });
    let output = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (output += data.toString()));
    const status = await new Promise<number | null>((done) => child.once('close', done));
    return { status, output };
  }

  async leave(): Promise<void> {
    await rm(join(this.folder, '..'), { recursive: true, force: true });
  }
}
