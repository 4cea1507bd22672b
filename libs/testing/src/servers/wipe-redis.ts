import { once } from 'node:events';
import { connect } from 'node:net';

/** Removes everything from the Redis database of an address, as an accident would. */
export async function wipeRedis(address: string): Promise<void> {
  const { hostname, port, pathname } = new URL(address);
  const socket = connect(Number(port), hostname);
  socket.write(`SELECT ${pathname.slice(1) || '0'}\r\nFLUSHDB\r\nQUIT\r\n`);
  let reply = '';
  socket.on('data', (data: Buffer) => (reply += data.toString()));
  await once(socket, 'close');
  if (!/^\+OK\r\n\+OK\r\n/.test(reply)) throw new Error(`Redis answered ${reply}`);
}
