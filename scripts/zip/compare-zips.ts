import { readZip } from './read-zip.ts';

/** How two zips differ, a line for each file; empty when they are the same bytes. */
export function differencesOf(one: Buffer, other: Buffer): string[] {
  if (one.equals(other)) return [];
  const [files, others] = [readZip(one), readZip(other)];
  const lines = [...new Set([...files.keys(), ...others.keys()])].sort().flatMap((name) => {
    const [file, otherFile] = [files.get(name), others.get(name)];
    if (!otherFile) return [`${name} is in the first only`];
    if (!file) return [`${name} is in the second only`];
    return file.equals(otherFile) ? [] : [`${name} differs (${file.length} and ${otherFile.length} bytes)`];
  });
  return lines.length > 0 ? lines : ['the files are the same, their order, dates or packing are not'];
}
