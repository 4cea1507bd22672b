import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that can be cut: what a client sees when the server goes away. */
export interface Proxy {
  /** The server's address with this proxy's host and port. */
  readonly url: string;
  /** Breaks every connection and refuses new ones. */
  cut(): void;
  /** Keeps connections open and passes nothing on, as a server that hangs does. */
  stall(): void;
  /** Lets everything through again. */
  restore(): void;
  close(): Promise<void>;
}

/** Opens a TCP proxy on loopback before the server of an address. */
export async function openProxy(server: string): Promise<Proxy> {
  const target = new URL(server);
  const pairs = new Set<[Socket, Socket]>();
  let mode: 'open' | 'cut' | 'stalled' = 'open';
  const proxy = createServer((client) => {
    if (mode === 'cut') {
      client.destroy();
      return;
    }
    const upstream = connect(Number(target.port), target.hostname);
    const pair: [Socket, Socket] = [client, upstream];
    pairs.add(pair);
    const end = (): void => {
      pair.forEach((socket) => socket.destroy());
      pairs.delete(pair);
    };
    for (const [from, to] of [pair, pair.toReversed() as [Socket, Socket]]) {
      from.on('data', (data) => to.write(data));
      from.on('error', end);
      from.on('close', end);
    }
    if (mode === 'stalled') pair.forEach((socket) => socket.pause());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const url = new URL(server);
  url.port = String((proxy.address() as AddressInfo).port);
  const each = (act: (socket: Socket) => void): void => pairs.forEach((pair) => pair.forEach(act));
  return {
    url: url.href,
    cut: () => {
      mode = 'cut';
      each((socket) => socket.destroy());
    },
    stall: () => {
      mode = 'stalled';
      each((socket) => socket.pause());
    },
    restore: () => {
      mode = 'open';
      each((socket) => socket.resume());
    },
    close: async () => {
      each((socket) => socket.destroy());
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
