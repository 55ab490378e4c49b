import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEVELOPMENT_KEY } from '../../lib/crowd/tokens/development-key.ts';
import { readConfig } from '../src/config.ts';
import { ConfigError } from '../src/environment.ts';
import { readIssuerConfig } from '../src/issuer/config.ts';
import { makeDirectoryKey } from '../src/issuer/directory-key.ts';
import { emptyFolder } from './support/issuer.ts';

/** Of a key that nobody has. */
const OWN_KEY = (() => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return publicKey.export({ type: 'spki', format: 'der' }).subarray(-65).toString('base64url');
})();

describe('the configuration', () => {
  it('is complete without a word', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 8787,
      dataDir: './data',
      publicUrl: 'http://127.0.0.1:8787',
      trustedProxies: [],
      maxReportsPerSecond: 2000,
      reportsPerNetworkPerMinute: 3000,
      directoryKeys: [],
    });
  });

  it('takes what it is told', () => {
    const config = readConfig({
      HOST: '::',
      PORT: '0',
      DATABASE_URL: 'postgres://a@b/c',
      PUBLIC_URL: 'https://status.example.org/',
      TRUSTED_PROXIES: '10.0.0.1, fd00::/8',
    });
    expect(config).toMatchObject({
      host: '::',
      port: 0,
      databaseUrl: 'postgres://a@b/c',
      publicUrl: 'https://status.example.org',
      trustedProxies: ['10.0.0.1', 'fd00::/8'],
    });
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['PORT', '8787.5'],
    ['DATABASE_URL', 'mysql://a/b'],
    ['DATABASE_URL', 'nonsense'],
    ['PUBLIC_URL', 'status.example.org'],
    ['TRUSTED_PROXIES', '10.0.0.1,proxy'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['MAX_REPORTS_PER_SECOND', '0'],
    ['REPORTS_PER_NETWORK_PER_MINUTE', '-1'],
    ['COLLECTOR_MODE', 'prod'],
    ['ISSUER_URL', 'issuer.example.org'],
    ['ISSUER_PORT', '70000'],
    ['DIRECTORY_KEYS', 'nonsense'],
    ['DIRECTORY_KEYS', `${DEVELOPMENT_KEY.slice(0, -3)}AAA`],
    ['COLLECTOR_MODE', 'production'],
  ])('stops at %s=%s with one line that names it and says what to write', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name}[^\\n]*=[^\\n]*$`));
  });

  it('takes reports in production only with an issuer and keys of its own', () => {
    const production = { COLLECTOR_MODE: 'production', ISSUER_URL: 'https://issuer.example.org/' };
    expect(() => readConfig({ COLLECTOR_MODE: 'production', DIRECTORY_KEYS: OWN_KEY })).toThrow(
      /ISSUER_URL=/,
    );
    expect(() => readConfig(production)).toThrow(/DIRECTORY_KEYS=/);
    for (const keys of [DEVELOPMENT_KEY, `${OWN_KEY},${DEVELOPMENT_KEY}`])
      expect(() => readConfig({ ...production, DIRECTORY_KEYS: keys })).toThrow(/not the development key/);
    expect(readConfig({ ...production, DIRECTORY_KEYS: OWN_KEY })).toMatchObject({
      issuerUrl: 'https://issuer.example.org',
      directoryKeys: [OWN_KEY],
    });
    expect(() => readConfig({ ISSUER_URL: 'http://127.0.0.1:1', ISSUER_PORT: '1' })).toThrow(/^ISSUER_PORT/);
  });

  it('does not repeat the password of a database', () => {
    expect(() => readConfig({ DATABASE_URL: 'mysql://me:secret@host/name' })).toThrow(/^(?!.*secret)/s);
  });
});

describe('the configuration of an issuer', () => {
  it('is complete without a word, and names the world and its regions', () => {
    const { directoryKey, namedCells, ...rest } = readIssuerConfig({});
    expect(rest).toEqual({
      host: '127.0.0.1',
      port: 8788,
      dataDir: './data',
      mode: 'development',
      trustedProxies: [],
    });
    expect(directoryKey.publicKey).toBe(DEVELOPMENT_KEY);
    expect(namedCells.size).toBe(18);
    expect(readIssuerConfig({ NAMED_COUNTRIES: 'all' }).namedCells.size).toBe(108);
  });

  it.each([
    ['PORT', 'eighty'],
    ['ISSUER_MODE', 'prod'],
    ['ISSUER_MODE', 'production'],
    ['NAMED_COUNTRIES', 'US,XX'],
    ['NAMED_COUNTRIES', '021'],
    ['TRUSTED_PROXIES', 'proxy'],
    ['DIRECTORY_KEY_FILE', '/does/not/exist.pem'],
  ])('stops at %s=%s with one line that names it and says what to write', (name, value) => {
    expect(() => readIssuerConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => readIssuerConfig({ [name]: value })).toThrow(new RegExp(`^${name}[^\\n]*=[^\\n]*$`));
  });

  it('is fit for production with a key of its own, which it can make', () => {
    const file = join(emptyFolder(), 'key.pem');
    const publicKey = makeDirectoryKey(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const production = { ISSUER_MODE: 'production', DIRECTORY_KEY_FILE: file };
    expect(readIssuerConfig(production).directoryKey.publicKey).toBe(publicKey);
    expect(readConfig({ DIRECTORY_KEYS: publicKey }).directoryKeys).toEqual([publicKey]);
    expect(() => makeDirectoryKey(file)).toThrow(/exists/);
  });

  it('refuses a key of another curve', () => {
    const file = join(emptyFolder(), 'key.pem');
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    expect(() => readIssuerConfig({ DIRECTORY_KEY_FILE: file })).toThrow(/P-256/);
  });
});

it('the issuer makes a directory key from the command line, once', () => {
  const file = join(emptyFolder(), 'key.pem');
  const make = () =>
    spawnSync(process.execPath, ['server/src/issuer/main.ts', '--make-key', file], {
      env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
      encoding: 'utf8',
    });
  const { status, stdout } = make();
  expect(status).toBe(0);
  expect(readConfig({ DIRECTORY_KEYS: stdout.trim() }).directoryKeys).toHaveLength(1);
  expect(existsSync(file)).toBe(true);
  const again = make();
  expect(again.status).toBe(1);
  expect(again.stderr).toBe(`${file} exists already: a key is made in a new file\n`);
});

it('a collector that is told nonsense ends with that line alone', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/src/main.ts'], {
    env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning', PORT: 'eighty' },
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toBe('PORT must be a whole number from 0 to 65535, for example PORT=8787; it is "eighty"\n');
});
