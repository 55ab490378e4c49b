import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { crc32 } from 'node:zlib';

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_CENTRAL = 0x06054b50;
const NAMES_ARE_UTF8 = 1 << 11;
const DATE_1980_01_01 = (1 << 5) | 1;

/**
 * Writes all files of a folder into a zip, stored, not compressed: Firefox installs an add-on for good only from
 * an archive, and this one lives for seconds. (jszip is in node_modules, but only because web-ext needs it.)
 */
export async function zipFolder(dir: string, zipPath: string): Promise<void> {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const path of (await readdir(dir, { recursive: true })).sort()) {
    if (!(await stat(join(dir, path))).isFile()) continue;
    const name = Buffer.from(path.replaceAll(sep, '/'));
    const content = await readFile(join(dir, path));
    const common = commonFields(name, content);
    parts.push(uint32(LOCAL_HEADER), common, name, content);
    // version made by; then, after the common part: comment length, disk, attributes (2 + 4 bytes), offset
    central.push(uint32(CENTRAL_HEADER), uint16(20), common, Buffer.alloc(10), uint32(offset), name);
    offset += 4 + common.length + name.length + content.length;
  }
  const centralBytes = Buffer.concat(central);
  const count = uint16(central.length / 6);
  const end = [uint32(END_OF_CENTRAL), uint32(0), count, count, uint32(centralBytes.length), uint32(offset)];
  await writeFile(zipPath, Buffer.concat([...parts, centralBytes, ...end, uint16(0)]));
}

/** What a file's local header and its entry in the central directory share, in this order. */
function commonFields(name: Buffer, content: Buffer): Buffer {
  const size = uint32(content.length);
  const [versionNeeded, stored, time, extraLength] = [uint16(20), uint16(0), uint16(0), uint16(0)];
  return Buffer.concat([
    ...[versionNeeded, uint16(NAMES_ARE_UTF8), stored, time, uint16(DATE_1980_01_01)],
    ...[uint32(crc32(content)), size, size, uint16(name.length), extraLength],
  ]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
