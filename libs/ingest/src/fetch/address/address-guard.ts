import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';

type Address = ReturnType<typeof ipaddr.parse>;
type Network = readonly [Address, number];

/** The address every machine of Azure finds its host at: it looks public and is not. */
const PLATFORM_HOSTS: readonly Network[] = [ipaddr.parseCIDR('168.63.129.16/32')];
/** All the IPv6 addresses that were ever given out for use on the internet (RFC 4291, section 2.4; IANA). */
const GLOBAL_IPV6: Network = ipaddr.parseCIDR('2000::/3');

/**
 * Decides which addresses may be connected to: those of the public internet, and of networks that were named.
 * Refused is whatever is not plainly public: private, shared (CGNAT), loopback, link-local (where clouds keep their
 * metadata), multicast, reserved and unspecified ranges, IPv6 that carries an IPv4 address (mapped, compatible, 6to4,
 * Teredo, NAT64), and the addresses of this machine.
 */
export class AddressGuard {
  readonly #networks: readonly Network[];

  /** @param networks - networks to allow besides, as CIDR blocks; they are taken at their word */
  constructor(networks: readonly string[] = []) {
    this.#networks = networks.map((network) => ipaddr.parseCIDR(network));
  }

  /** Whether an address, as a resolver gives it, may be connected to. */
  allows(address: string): boolean {
    // A zone (`fe80::1%eth0`) picks an interface of this machine: nothing public has one.
    if (!ipaddr.isValid(address) || address.includes('%')) return false;
    const parsed = ipaddr.parse(address);
    if (this.#networks.some((network) => isIn(parsed, network))) return true;
    return isPublic(parsed) && !isOwn(parsed);
  }
}

function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast' || PLATFORM_HOSTS.some((network) => isIn(address, network))) return false;
  return address.kind() === 'ipv4' || isIn(address, GLOBAL_IPV6);
}

/** Whether it is this machine, which may answer at a public address of its own what it keeps from others. */
function isOwn(address: Address): boolean {
  const text = address.toNormalizedString();
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .some((own) => ipaddr.isValid(own.address) && ipaddr.parse(own.address).toNormalizedString() === text);
}

function isIn(address: Address, [network, bits]: Network): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}
