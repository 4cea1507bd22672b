import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A server on loopback. */
export interface Listening {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Listens at every address of this machine and counts who connects: nobody should. */
export async function openCanary(): Promise<Listening & { connections(): number }> {
  let connections = 0;
  const server = createTcpServer((socket) => {
    connections += 1;
    socket.on('error', () => undefined).destroy();
  });
  return { ...(await listen(server)), connections: () => connections };
}

/** A web server at 127.0.0.1. */
export async function openHost(handle: RequestListener): Promise<Listening> {
  const server = createServer(handle);
  const { port } = await listen(server, '127.0.0.1');
  return {
    port,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A server at 127.0.0.1 that does as it likes with a connection. */
export async function openRaw(handle: (socket: Socket) => void): Promise<Listening> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    handle(socket);
  });
  const { port, close } = await listen(server, '127.0.0.1');
  return {
    port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await close();
    },
  };
}

/**
 * A name server at 127.0.0.1 (RFC 1035) that answers every question for an IPv4 address.
 *
 * @param answer - the addresses of the next answer
 */
export async function openNameServer(answer: () => readonly string[]): Promise<Listening> {
  const socket = createSocket('udp4');
  socket.on('message', (question, from) => {
    const records = answer().map((address) =>
      // Name: that of the question (offset 12); type A; class IN; lives for 0 seconds; 4 bytes.
      Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split('.').map(Number)]),
    );
    const end = question.indexOf(0, 12) + 5;
    const reply = Buffer.concat([question.subarray(0, end), ...records]);
    reply.writeUInt16BE(0x8180, 2);
    reply.writeUInt16BE(records.length, 6);
    reply.fill(0, 8, 12);
    socket.send(reply, from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    port: socket.address().port,
    close: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}

async function listen(server: Server, host?: string): Promise<Listening> {
  server.listen(0, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
