/** Checksums that formats of secrets carry in themselves. */

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest >>> 0;
});

/** CRC-32 of ASCII text, as zip and PNG have it. */
export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i++) crc = table[(crc ^ text.charCodeAt(i)) & 255]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A number in base 62, digits before capitals before small letters, filled up with zeros. */
export function base62(value: number, width: number): string {
  let [rest, written] = [value, ''];
  for (; rest > 0; rest = Math.floor(rest / 62)) written = digits[rest % 62]! + written;
  return written.padStart(width, '0');
}

/** `prefix_` and then 30 characters, the last six of 36 being the CRC-32 of those before them, as GitHub and npm write tokens. */
export function hasBase62Checksum(token: string): true | string {
  const body = token.slice(token.indexOf('_') + 1);
  return body.slice(-6) === base62(crc32(body.slice(0, -6)), 6) || 'has a checksum that does not fit, as made up tokens have';
}
