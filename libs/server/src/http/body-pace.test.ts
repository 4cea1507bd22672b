import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { watchPace } from './body-pace.ts';

describe('the pace of a body', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  /** Sends the beginning of a body to a server that does something with it. @returns what became of it */
  async function send(
    handle: (body: IncomingMessage, tell: (what: string) => void) => void,
  ): Promise<string> {
    const told = new Promise<string>((resolve) => {
      server = createServer((incoming) => handle(incoming, resolve));
    });
    server!.listen(0, '127.0.0.1');
    await once(server!, 'listening');
    const { port } = server!.address() as AddressInfo;
    const asking = request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      headers: { 'content-length': 1_000_000 },
    });
    asking.on('error', () => undefined);
    asking.write('begun');
    return told;
  }

  it('is too slow when nothing comes any more', async () => {
    const pace = { lookMs: 5, idleMs: 20, bytesPerSecond: 1 };
    const what = await send((body, tell) => {
      body.resume();
      watchPace(body, () => tell('too slow'), pace);
    });
    expect(what).toBe('too slow');
  });

  it('is too slow when too little comes', async () => {
    const pace = { lookMs: 5, idleMs: 20, bytesPerSecond: 1e9 };
    const what = await send((body, tell) => {
      body.resume();
      watchPace(body, () => tell('too slow'), pace);
    });
    expect(what).toBe('too slow');
  });

  it('is not the fault of a caller whose body nobody reads', async () => {
    let looks = 0;
    const what = await send((body, tell) => {
      watchPace(body, () => tell('too slow'), { lookMs: 1, idleMs: 5, bytesPerSecond: 1 });
      const look = setInterval(() => {
        if (body.readableLength > 0 && ++looks < 20) return;
        clearInterval(look);
        tell('patient');
      }, 5);
    });
    expect(what).toBe('patient');
  });
});
