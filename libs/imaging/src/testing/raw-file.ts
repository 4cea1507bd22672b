/**
 * A DNG: sensor data (photometric interpretation 32803) with previews behind it.
 *
 * @param orientation - 1 to 8
 * @param previews - JPEG files
 */
export function rawFile(orientation: number, ...previews: readonly Uint8Array[]): Buffer {
  const header = Buffer.from(
    '49492a0008000000' +
      '0300' +
      `1201030001000000${orientation.toString(16).padStart(2, '0')}000000` +
      '0601030001000000' +
      '23800000' +
      '12c6010004000000' +
      '01040000' +
      '00000000',
    'hex',
  );
  return Buffer.concat([header, Buffer.alloc(512, 7), ...previews, Buffer.alloc(64, 9)]);
}
