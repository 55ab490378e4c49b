import { DEVELOPMENT_KEY } from '../../lib/crowd/tokens/development-key.ts';
import { listKeys } from '../../lib/crowd/tokens/directory-key.ts';
import { addresses, ConfigError, type Environment, oneOf, url, whole } from './environment.ts';
import { isDirectoryKey } from './keys/is-directory-key.ts';

/** Everything the collector is told from outside. */
export interface Config {
  host: string;
  /** 0 lets the system choose. */
  port: number;
  /** Where the embedded store lives. */
  dataDir: string;
  /** PostgreSQL instead of the embedded store. */
  databaseUrl?: string;
  /** How the world reaches this collector, without a slash at the end. */
  publicUrl: string;
  /** Where people get the extension; the page links to it. */
  extensionUrl?: string;
  /** Reverse proxies whose word on a sender's address is taken. */
  trustedProxies: string[];
  /** Sampling is directed so that a slot's reports stay below this on average. */
  maxReportsPerSecond: number;
  /** Reports that one network (IPv4 /24, IPv6 /48) may send. */
  reportsPerNetworkPerMinute: number;
  /** Whose tokens reports must be signed with, without a slash at the end. Without one anybody can count. */
  issuerUrl?: string;
  /** Where an issuer shall listen in this very process; 0 lets the system choose. */
  issuerPort?: number;
  /** Public keys of which one must have signed the key directories: the current one, and the next. */
  directoryKeys: string[];
}

/** @throws ConfigError on the first value that makes no sense */
export function readConfig(environment: Environment): Config {
  const host = environment.HOST || '127.0.0.1';
  const port = whole(environment, 'PORT', 8787, 0, 65_535);
  const databaseUrl = url(
    environment,
    'DATABASE_URL',
    ['postgres:', 'postgresql:'],
    'postgres://user@host/name',
  );
  const extensionUrl = url(environment, 'EXTENSION_URL', ['https:'], 'https://example.org/feed-canary');
  return checkMode(environment, {
    host,
    port,
    dataDir: environment.DATA_DIR || './data',
    ...(databaseUrl && { databaseUrl }),
    publicUrl: (
      url(environment, 'PUBLIC_URL', ['http:', 'https:'], 'https://status.example.org') ??
      `http://${host.includes(':') ? `[${host}]` : host}:${port}`
    ).replace(/\/+$/, ''),
    ...(extensionUrl && { extensionUrl }),
    trustedProxies: addresses(environment, 'TRUSTED_PROXIES'),
    maxReportsPerSecond: whole(environment, 'MAX_REPORTS_PER_SECOND', 2000, 1, 1_000_000),
    reportsPerNetworkPerMinute: whole(environment, 'REPORTS_PER_NETWORK_PER_MINUTE', 3000, 1, 1_000_000_000),
    ...issuerOf(environment),
  });
}

/** Where the issuer is, and whose signature on its keys is believed. */
function issuerOf(environment: Environment): Pick<Config, 'issuerUrl' | 'issuerPort' | 'directoryKeys'> {
  const issuerUrl = url(environment, 'ISSUER_URL', ['http:', 'https:'], 'https://issuer.example.org');
  const issuerPort = environment.ISSUER_PORT ? whole(environment, 'ISSUER_PORT', 8788, 0, 65_535) : undefined;
  if (issuerUrl && issuerPort !== undefined)
    throw new ConfigError(
      'ISSUER_PORT starts an issuer in this process: leave ISSUER_URL out, for example ISSUER_PORT=8788 alone',
    );
  return {
    ...(issuerUrl && { issuerUrl: issuerUrl.replace(/\/+$/, '') }),
    ...(issuerPort !== undefined && { issuerPort }),
    directoryKeys: directoryKeys(environment),
  };
}

function directoryKeys({ DIRECTORY_KEYS: text = '' }: Environment): string[] {
  const keys = listKeys(text);
  const wrong = keys.find((key) => !isDirectoryKey(key));
  if (wrong !== undefined)
    throw new ConfigError(
      `DIRECTORY_KEYS must be public keys as npm run issuer -- --make-key FILE prints them, with commas between, for example DIRECTORY_KEYS=${DEVELOPMENT_KEY}; "${wrong}" is none`,
    );
  return keys;
}

/** Production takes reports only with tokens of an issuer whose keys nobody else has. */
function checkMode(environment: Environment, config: Config): Config {
  if (oneOf(environment, 'COLLECTOR_MODE', ['development', 'production']) === 'development') return config;
  if (config.issuerUrl === undefined && config.issuerPort === undefined)
    throw new ConfigError(
      'COLLECTOR_MODE=production needs an issuer whose tokens reports are signed with, for example ISSUER_URL=https://issuer.example.org',
    );
  if (config.directoryKeys.length === 0 || config.directoryKeys.includes(DEVELOPMENT_KEY))
    throw new ConfigError(
      'COLLECTOR_MODE=production needs the public keys of its own issuer, and not the development key: write DIRECTORY_KEYS= and what npm run issuer -- --make-key FILE printed',
    );
  return config;
}
