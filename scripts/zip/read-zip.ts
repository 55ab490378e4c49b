import { inflateRawSync } from 'node:zlib';

const END_OF_CENTRAL = 0x06054b50;
const END_BYTES = 22;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const STORED = 0;

/**
 * The files of a zip by name. Reads what WXT writes: no comments, no encryption, nothing over 4 GB.
 *
 * @throws Error when it is no such zip.
 */
export function readZip(zip: Buffer): Map<string, Buffer> {
  const end = zip.length - END_BYTES;
  if (end < 0 || zip.readUInt32LE(end) !== END_OF_CENTRAL) throw new Error('not a zip without comment');
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const nameAt = at + CENTRAL_BYTES;
    const extraAt = nameAt + zip.readUInt16LE(at + 28);
    files.set(zip.toString('utf8', nameAt, extraAt), contentOf(zip, at));
    at = extraAt + zip.readUInt16LE(at + 30);
  }
  return files;
}

/** The content that an entry of the central directory leads to. */
function contentOf(zip: Buffer, central: number): Buffer {
  const local = zip.readUInt32LE(central + 42);
  const start = local + LOCAL_BYTES + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const packed = zip.subarray(start, start + zip.readUInt32LE(central + 20));
  return zip.readUInt16LE(central + 10) === STORED ? packed : inflateRawSync(packed);
}
