import { isIP } from 'node:net';

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
  /** Reverse proxies whose word on a sender's address is taken. */
  trustedProxies: string[];
  /** Sampling is directed so that a slot's reports stay below this on average. */
  maxReportsPerSecond: number;
  /** Reports that one network (IPv4 /24, IPv6 /48) may send. */
  reportsPerNetworkPerMinute: number;
}

/** A value the collector cannot run with; the message names the variable and says what to write. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

type Environment = Record<string, string | undefined>;

/** @throws ConfigError on the first value that makes no sense */
export function readConfig(environment: Environment): Config {
  checkMode(environment);
  const host = environment.HOST || '127.0.0.1';
  const port = whole(environment, 'PORT', 8787, 0, 65_535);
  const databaseUrl = url(
    environment,
    'DATABASE_URL',
    ['postgres:', 'postgresql:'],
    'postgres://user@host/name',
  );
  return {
    host,
    port,
    dataDir: environment.DATA_DIR || './data',
    ...(databaseUrl && { databaseUrl }),
    publicUrl: (
      url(environment, 'PUBLIC_URL', ['http:', 'https:'], 'https://status.example.org') ??
      `http://${host.includes(':') ? `[${host}]` : host}:${port}`
    ).replace(/\/+$/, ''),
    trustedProxies: addresses(environment, 'TRUSTED_PROXIES'),
    maxReportsPerSecond: whole(environment, 'MAX_REPORTS_PER_SECOND', 2000, 1, 1_000_000),
    reportsPerNetworkPerMinute: whole(environment, 'REPORTS_PER_NETWORK_PER_MINUTE', 3000, 1, 1_000_000_000),
  };
}

/** Development takes unsigned reports, and says so wherever it shows. Production would need keys to check them with. */
function checkMode({ COLLECTOR_MODE: mode = 'development' }: Environment): void {
  if (mode === 'production')
    throw new ConfigError(
      'COLLECTOR_MODE=production needs keys to check the signatures of reports, and this version has none yet: write COLLECTOR_MODE=development to take unsigned reports',
    );
  if (mode !== 'development')
    throw new ConfigError(
      `COLLECTOR_MODE must be development or production, for example COLLECTOR_MODE=development; it is "${mode}"`,
    );
}

function whole(environment: Environment, name: string, otherwise: number, min: number, max: number): number {
  const text = environment[name];
  if (!text) return otherwise;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max)
    throw new ConfigError(
      `${name} must be a whole number from ${min} to ${max}, for example ${name}=${otherwise}; it is "${text}"`,
    );
  return value;
}

/** The value itself is not repeated in the message: a database's address holds its password. */
function url(
  environment: Environment,
  name: string,
  protocols: string[],
  example: string,
): string | undefined {
  const text = environment[name];
  if (!text) return undefined;
  if (!protocols.includes(URL.parse(text)?.protocol ?? ''))
    throw new ConfigError(
      `${name} must be an address that begins with ${protocols.join('// or ')}//, for example ${name}=${example}`,
    );
  return text;
}

function addresses(environment: Environment, name: string): string[] {
  const listed = (environment[name] ?? '').split(',').map((entry) => entry.trim());
  return listed.filter(Boolean).map((entry) => {
    const [address = '', bits = '0', ...rest] = entry.split('/');
    const maxBits = isIP(address) === 4 ? 32 : 128;
    if (isIP(address) === 0 || !/^\d+$/.test(bits) || Number(bits) > maxBits || rest.length > 0)
      throw new ConfigError(
        `${name} must be IP addresses or networks with commas between, for example ${name}=10.0.0.1,fd00::/8; "${entry}" is none`,
      );
    return entry;
  });
}
