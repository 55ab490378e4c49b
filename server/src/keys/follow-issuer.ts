import { join } from 'node:path';
import { DEVELOPMENT_KEY } from '../../../lib/crowd/tokens/development-key.ts';
import { importDirectoryKey } from '../../../lib/crowd/tokens/directory-key.ts';
import type { Log } from '../log.ts';
import { repeat } from '../repeat.ts';
import type { CheckSignature } from '../report/signature.ts';
import { checkTokens } from './check-tokens.ts';
import { Directories } from './directories.ts';
import { DirectoryCache } from './directory-cache.ts';
import { fetchFrom } from './fetch-directory.ts';

/** While directories are missing, an issuer is asked so often; afterwards, for what comes next, once a minute. */
const TRY_EVERY_MS = 1_000;
const LOOK_EVERY_MS = 60_000;
const FOLDER = 'key-directories';

/** An issuer, and whose signature on its keys is believed. */
export interface KnownIssuer {
  url: string;
  directoryKeys: readonly string[];
}

export interface IssuerKeys {
  checkSignature: CheckSignature;
  /** What the published status says of it. */
  signing: () => { mode: 'development' | 'signed'; keys: Record<string, string> };
  agreeWith: (published: Record<string, string>) => void;
  stop: () => Promise<void>;
}

interface Parts {
  issuer: KnownIssuer;
  /** Where directories are kept, in a folder of their own. */
  folder: string;
  log: Log;
  now: () => number;
}

/** Keeps an issuer's key directories at hand, and checks reports with them. */
export async function followIssuer({ issuer, folder, log, now }: Parts): Promise<IssuerKeys> {
  const directories = new Directories({
    fetchDirectory: fetchFrom(issuer.url),
    cache: new DirectoryCache(join(folder, FOLDER)),
    pinned: await Promise.all(issuer.directoryKeys.map(importDirectoryKey)),
    log,
  });
  // Not by the server's clock: it may be set.
  let nextLookMs = 0;
  const look = async () => {
    if (directories.isSettled(now()) && performance.now() < nextLookMs) return;
    await directories.update(now());
    nextLookMs = performance.now() + LOOK_EVERY_MS;
  };
  const first = look();
  const rounds = repeat(look, TRY_EVERY_MS);
  const mode = issuer.directoryKeys.includes(DEVELOPMENT_KEY) ? 'development' : 'signed';
  return {
    checkSignature: checkTokens(directories),
    signing: () => ({ mode, keys: directories.digests() }),
    agreeWith: (published) => directories.agreeWith(published),
    stop: async () => {
      await first;
      await rounds.stop();
    },
  };
}
