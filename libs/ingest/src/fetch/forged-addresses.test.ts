import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFetcher, type Fetcher } from './fetcher.ts';
import { openCanary } from './testing/servers.ts';

/** Ways to write this machine, or a network around it, as the host of an address. */
const HOSTS = [
  '127.0.0.1',
  '127.0.0.2',
  '127.1',
  '127.0.1',
  '127.000.000.001',
  '127.0.0.1.',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '0x7F.1',
  '0177.0.0.1',
  '0177.0.0.01',
  '017700000001',
  '0.0.0.0',
  '0',
  '0x0',
  '%31%32%37.0.0.1',
  '127%2e0%2e0%2e1',
  '①②⑦.⓪.⓪.①',
  '１２７.0.0.1',
  '127。0。0。1',
  '127\t.0.\n0.1',
  'localhost',
  'LOCALHOST',
  'ｌｏｃａｌｈｏｓｔ',
  'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[0000::0001]',
  '[::]',
  '[::127.0.0.1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:127.0.0.1]',
  '[::ffff:0:127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b:1::127.0.0.1]',
  '[2002:7f00:1::]',
  '[2001:0:7f00:1::]',
  '[fe80::1]',
  '[fd00:ec2::254]',
  '[ff02::1]',
  '169.254.169.254',
  '2852039166',
  '0xa9fea9fe',
  '0251.0376.0251.0376',
  '[::ffff:a9fe:a9fe]',
  '100.100.100.200',
  '168.63.129.16',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.0.1',
  '224.0.0.1',
  '255.255.255.255',
];

describe('an address a stranger wrote', () => {
  let canary: Awaited<ReturnType<typeof openCanary>>;
  let fetcher: Fetcher;
  beforeAll(async () => {
    canary = await openCanary();
    fetcher = openFetcher({ maxBytes: 1_000, timeoutSeconds: 60, ports: [80, 443, canary.port] });
  });
  afterAll(async () => {
    await fetcher.close();
    await canary.close();
  });

  async function refused(url: string, code: unknown): Promise<void> {
    const before = canary.connections();
    await expect(fetcher.fetch(url)).rejects.toMatchObject({ code });
    expect(canary.connections()).toBe(before);
  }

  it.each(HOSTS)('with the host %j reaches nobody, over http or https', async (host) => {
    await refused(`http://${host}:${canary.port}/`, 'fetch_blocked');
    await refused(`https://${host}:${canary.port}/`, 'fetch_blocked');
  });

  it('with a name for this machine that not every resolver knows reaches nobody', async () => {
    for (const name of ['localhost.', 'localhost.localdomain', 'ip6-localhost', 'me.localhost']) {
      await refused(`http://${name}:${canary.port}/`, expect.stringMatching(/^fetch_(blocked|failed)$/));
    }
  });

  it.each([
    ['a backslash', (port: number) => `http://127.0.0.1:${port}\\@example.com/`],
    ['a fragment', (port: number) => `http://127.0.0.1:${port}#@example.com/`],
    ['an empty user name', (port: number) => `http://@127.0.0.1:${port}/`],
    ['no slashes', (port: number) => `http:127.0.0.1:${port}/`],
    ['too many slashes', (port: number) => `http:////127.0.0.1:${port}/`],
    ['backslashes for slashes', (port: number) => `http:\\\\127.0.0.1:${port}\\`],
    ['blanks around it', (port: number) => `  http://127.0.0.1:${port}/ \n`],
    ['capital letters', (port: number) => `HTTP://127.0.0.1:${port}/`],
  ])('that hides its host with %s reaches nobody', (_, url) => refused(url(canary.port), 'fetch_blocked'));

  it.each([
    ['a user name', (port: number) => `http://user@127.0.0.1:${port}/`],
    ['a password', (port: number) => `http://user:secret@127.0.0.1:${port}/`],
    ['a host for a user name', (port: number) => `http://example.com@127.0.0.1:${port}/`],
    ['a host and port for a user name', (port: number) => `http://example.com:80@127.0.0.1:${port}/`],
    ['two at signs', (port: number) => `http://a@b@127.0.0.1:${port}/`],
    ['an escaped at sign', (port: number) => `http://example.com%40127.0.0.1:${port}/`],
    ['a port that is not named in the configuration', () => 'http://127.0.0.1:22/'],
    ['the port of Redis', () => 'https://127.0.0.1:6379/'],
    ['port 0', () => 'http://127.0.0.1:0/'],
    ['a port too high', () => 'http://127.0.0.1:65537/'],
    ['two ports', (port: number) => `http://127.0.0.1:80:${port}/`],
    ['a zone', (port: number) => `http://[fe80::1%25lo]:${port}/`],
    ['a blank in its host', (port: number) => `http://127.0.0.1 .example.com:${port}/`],
    ['a null in its host', (port: number) => `http://127.0.0.1%00.example.com:${port}/`],
    ['no scheme', (port: number) => `127.0.0.1:${port}/`],
    ['the scheme of its page', (port: number) => `//127.0.0.1:${port}/`],
    ['ftp', (port: number) => `ftp://127.0.0.1:${port}/`],
    ['gopher', (port: number) => `gopher://127.0.0.1:${port}/_GET`],
    ['dict', (port: number) => `dict://127.0.0.1:${port}/`],
    ['ws', (port: number) => `ws://127.0.0.1:${port}/`],
    ['file', () => 'file:///etc/passwd'],
    ['data', () => 'data:image/png;base64,AAAA'],
    ['javascript', () => 'javascript:alert(1)'],
    ['more letters than an address has', (port: number) => `http://127.0.0.1:${port}/${'a'.repeat(5_000)}`],
  ])('with %s is not taken', (_, url) => refused(url(canary.port), 'fetch_url_invalid'));

  it('is named in no refusal by the address it leads to', async () => {
    const fetching = fetcher.fetch(`http://localhost:${canary.port}/`);
    const refusal = await fetching.catch((error: unknown) => error);
    expect(String(refusal)).not.toMatch(/127|::1/);
  });

  it('would be noticed by the canary', async () => {
    const before = canary.connections();
    const socket = connect(canary.port, '127.0.0.1');
    await once(socket, 'close');
    expect(canary.connections()).toBe(before + 1);
  });
});
