import { crc32, deflateRawSync } from 'node:zlib';

/** A member of a zip file as a test wants it, lies included. */
export interface ZipMember {
  readonly name: string | Buffer;
  readonly data: Uint8Array;
  /** Unix file mode, e.g. 0o120777 for a link. */
  readonly mode?: number;
  readonly encrypted?: boolean;
  /** Does not say that its name is UTF-8. */
  readonly unflagged?: boolean;
  readonly deflate?: boolean;
  /** Size the headers claim. */
  readonly claimedSize?: number;
  readonly claimedCrc?: number;
  /** Refer to the data of the first member instead of bringing its own. */
  readonly sharesFirst?: boolean;
}

/** Writes a zip file by the book (APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16), except where a member says otherwise. */
export function zipFile(members: readonly ZipMember[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const name = Buffer.from(member.name as string);
    const data = member.deflate ? deflateRawSync(member.data) : Buffer.from(member.data);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE((member.encrypted ? 1 : 0) | (member.unflagged ? 0 : 0x800), 2);
    shared.writeUInt16LE(member.deflate ? 8 : 0, 4);
    shared.writeUInt32LE(member.claimedCrc ?? crc32(member.data), 10);
    shared.writeUInt32LE(data.length, 14);
    shared.writeUInt32LE(member.claimedSize ?? member.data.length, 18);
    shared.writeUInt16LE(name.length, 22);
    if (!member.sharesFirst) local.push(Buffer.from('PK\x03\x04', 'latin1'), shared, name, data);

    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((member.mode ?? 0o100644) << 16) >>> 0, 6);
    rest.writeUInt32LE(member.sharesFirst ? 0 : offset, 10);
    central.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), shared, rest, name);
    if (!member.sharesFirst) offset += 30 + name.length + data.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}
