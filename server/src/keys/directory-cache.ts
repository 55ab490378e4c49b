import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { directoryName, type KeyDirectory } from '../../../lib/crowd/tokens/directory.ts';

type Name = Pick<KeyDirectory, 'day' | 'tier'>;

const fileOf = (name: Name) => directoryName(name).replace('/', '-');

/** Directories on disk, so that a collector can start while the issuer is away. They are checked when they are read. */
export class DirectoryCache {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Undefined when there is none, or it cannot be read. */
  read(name: Name): Promise<Uint8Array | undefined> {
    return readFile(join(this.#folder, fileOf(name))).catch(() => undefined);
  }

  /** Whole or not at all. */
  async write(name: Name, bytes: Uint8Array): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const file = join(this.#folder, fileOf(name));
    await writeFile(`${file}.new`, bytes);
    await rename(`${file}.new`, file);
  }

  /** Deletes those of days before. */
  async forget(beforeDay: number): Promise<void> {
    const files = await readdir(this.#folder).catch(() => []);
    const old = files.filter((file) => Number.parseInt(file, 10) < beforeDay);
    await Promise.all(old.map((file) => rm(join(this.#folder, file), { force: true })));
  }
}
