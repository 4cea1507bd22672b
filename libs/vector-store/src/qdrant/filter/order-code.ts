/** The 64 digits a code is written in, in rising order. */
export const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Bytes of a text that its code holds. */
export const CODED_BYTES = 7;

/**
 * A number or text as 11 digits (64 bits) whose order, digit by digit, is the order of the values. Two numbers have the same code
 * exactly when they are equal. Of a text the code holds the first {@link CODED_BYTES} UTF-8 bytes, whose order is the
 * order of code points; where it ends earlier, the code says so, and then belongs to this text alone.
 */
export function orderCode(value: number | string): string {
  const bits = Buffer.alloc(8);
  if (typeof value === 'number') writeNumber(bits, value);
  else writeText(bits, Buffer.from(value));
  return bits.toString('base64url');
}

/** IEEE 754 in an order that unsigned comparison understands: negative numbers inverted, the others above them. */
function writeNumber(bits: Buffer, value: number): void {
  bits.writeDoubleBE(value === 0 ? 0 : value);
  const negative = (bits[0]! & 0x80) !== 0;
  for (let i = 0; i < 8; i++) bits[i] = negative ? ~bits[i]! : bits[i]! ^ (i === 0 ? 0x80 : 0);
}

/** Nine bits per byte: 0 for the end of the text, the byte + 1 before. */
function writeText(bits: Buffer, bytes: Buffer): void {
  let code = 0n;
  for (let i = 0; i < CODED_BYTES; i++) code = (code << 9n) | BigInt(i < bytes.length ? bytes[i]! + 1 : 0);
  bits.writeBigUInt64BE(code << 1n);
}
