import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { AddressGuard } from './address-guard.ts';

describe('an address guard', () => {
  const guard = new AddressGuard();

  it.each(['1.1.1.1', '8.8.8.8', '93.184.216.34', '172.15.0.1', '172.32.0.1', '100.63.0.1', '100.128.0.1'])(
    'allows %s, which is public',
    (address) => expect(guard.allows(address)).toBe(true),
  );
  it.each(['2606:4700:4700::1111', '2a00:1450:4001:81c::200e'])('allows %s, which is public', (address) =>
    expect(guard.allows(address)).toBe(true),
  );

  it.each([
    ['this network', '0.0.0.0', '0.1.2.3', '::'],
    ['loopback', '127.0.0.1', '127.255.255.254', '::1'],
    ['private', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd12:3456::1'],
    ['shared by a provider', '100.64.0.1', '100.127.255.255'],
    ['link-local', '169.254.0.1', 'fe80::1', 'febf::1', 'fec0::1'],
    ['the metadata of a cloud', '169.254.169.254', '169.254.170.2', '100.100.100.200', '192.0.0.192'],
    ['the metadata of a cloud, though it looks public', '168.63.129.16'],
    ['the metadata of a cloud, in IPv6', 'fd00:ec2::254', 'fd20:ce::254'],
    ['multicast', '224.0.0.1', '239.255.255.255', 'ff02::1', 'ff0e::1'],
    ['broadcast and reserved', '255.255.255.255', '240.0.0.1', '192.0.0.1', '192.88.99.1'],
    ['documentation and benchmarks', '192.0.2.1', '198.51.100.1', '203.0.113.1', '198.18.0.1', '2001:db8::1'],
    ['IPv4 mapped into IPv6', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8', '::ffff:0:127.0.0.1'],
    ['IPv4 compatible', '::127.0.0.1', '::8.8.8.8'],
    ['NAT64', '64:ff9b::7f00:1', '64:ff9b::808:808', '64:ff9b:1::7f00:1'],
    ['6to4', '2002:7f00:1::', '2002:a00:1::1'],
    ['Teredo', '2001:0:7f00:1::', '2001::1'],
    ['never given out', '100::1', '4000::1', 'e000::1'],
    ['with a zone', 'fe80::1%lo', '2606:4700::1%eth0'],
    ['no address at all', '', 'localhost', '127.0.0.1.example.com', '1.2.3.4.5'],
  ])('refuses what is %s', (_, ...addresses) => {
    expect(addresses.filter((address) => guard.allows(address))).toEqual([]);
  });

  it('refuses every address of this machine, also a public one', () => {
    const own = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
    expect(own.filter(({ address }) => guard.allows(address))).toEqual([]);
  });

  it('allows networks it is told of, and no neighbor of theirs', () => {
    const wide = new AddressGuard(['10.1.2.0/24', 'fd00:1::/32']);
    expect(['10.1.2.3', 'fd00:1::5', '8.8.8.8'].every((address) => wide.allows(address))).toBe(true);
    const others = ['10.1.3.1', 'fd00:2::5', '::ffff:10.1.2.3', '127.0.0.1'];
    expect(others.filter((address) => wide.allows(address))).toEqual([]);
  });
});
