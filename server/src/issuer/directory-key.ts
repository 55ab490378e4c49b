import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { concat, toBase64Url } from '../../../lib/crowd/tokens/bytes.ts';
import { DEVELOPMENT_KEY } from '../../../lib/crowd/tokens/development-key.ts';
import { directoryMessage } from '../../../lib/crowd/tokens/messages.ts';
import { ConfigError } from '../environment.ts';
import { DEVELOPMENT_PRIVATE_KEY } from './development-keys.ts';

/** The key that signs directories. Extensions have its public half built in. */
export interface DirectoryKey {
  /** As builds and collectors pin it: the uncompressed point in base64url. */
  publicKey: string;
  /** A directory: its signature and its body. */
  sign: (body: Uint8Array) => Uint8Array<ArrayBuffer>;
}

/** Of the file's owner alone. */
const OWNER_ONLY = 0o600;
const UNCOMPRESSED = 4;

/**
 * Reads the key from its file; without one it is the development key.
 * @throws ConfigError when the file holds no such key
 */
export function readDirectoryKey(file: string | undefined): DirectoryKey {
  if (file === undefined) return directoryKeyOf(DEVELOPMENT_PRIVATE_KEY);
  const key = readKey(file);
  if (key?.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    throw new ConfigError(
      `DIRECTORY_KEY_FILE must name a file with a private P-256 key in PEM, such as npm run issuer -- --make-key FILE makes, for example DIRECTORY_KEY_FILE=/etc/feed-canary/directory-key.pem; "${file}" is none`,
    );
  return directoryKeyOf(key);
}

function readKey(file: string): KeyObject | undefined {
  try {
    return createPrivateKey(readFileSync(file));
  } catch {
    return undefined;
  }
}

function directoryKeyOf(key: KeyObject): DirectoryKey {
  const { x = '', y = '' } = createPublicKey(key).export({ format: 'jwk' });
  const point = [x, y].map((coordinate) => Buffer.from(coordinate, 'base64url'));
  return {
    publicKey: toBase64Url(concat(Uint8Array.of(UNCOMPRESSED), ...point)),
    sign: (body) => concat(sign('sha256', directoryMessage(body), { key, dsaEncoding: 'ieee-p1363' }), body),
  };
}

/** Whether anybody can sign with it. */
export const isDevelopmentKey = ({ publicKey }: Pick<DirectoryKey, 'publicKey'>): boolean =>
  publicKey === DEVELOPMENT_KEY;

/**
 * Makes a key of one's own in a new file.
 * @returns its public half, for builds and collectors
 * @throws ConfigError when the file exists: what its key signed would be worth nothing any more
 */
export function makeDirectoryKey(file: string): string {
  if (existsSync(file)) throw new ConfigError(`${file} exists already: a key is made in a new file`);
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
  writeFileSync(file, pem, { mode: OWNER_ONLY, flag: 'wx' });
  return directoryKeyOf(privateKey).publicKey;
}
