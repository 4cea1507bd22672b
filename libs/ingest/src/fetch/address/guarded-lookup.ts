import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { AppError } from '@unseen/domain';
import type { AddressGuard } from './address-guard.ts';

/** Finds all addresses of a host name. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** As the operating system resolves names. */
export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true });

/**
 * A lookup for sockets that resolves a name, checks every address, and hands exactly those on to be connected to: a
 * name that means something else a moment later changes nothing. Fails with AppError `fetch_blocked` when one address
 * is refused: a name that is public only in part is not trusted at all.
 */
export function guardedLookup(guard: AddressGuard, resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const first = addresses[0];
        if (first === undefined) callback(noAddress(hostname), '');
        else if (!addresses.every(({ address }) => guard.allows(address))) callback(blocked(), '');
        else if (options.all === true) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    );
  };
}

/** The refusal of an address. It does not say which address: that would map a network from within. */
export function blocked(): AppError {
  return new AppError(
    'fetch_blocked',
    'The address leads into a network that pictures are not fetched from.',
  );
}

function noAddress(hostname: string): AppError {
  return new AppError('fetch_failed', `The name "${hostname}" has no address.`);
}
