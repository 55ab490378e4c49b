import { CELLS, WORLD_CELL } from '../../../lib/crowd/cells.ts';
import { addresses, ConfigError, type Environment, oneOf, whole } from '../environment.ts';
import { type DirectoryKey, isDevelopmentKey, readDirectoryKey } from './directory-key.ts';

const ISSUER_MODES = ['development', 'production'] as const;
export type IssuerMode = (typeof ISSUER_MODES)[number];

/** Everything the issuer is told from outside. */
export interface IssuerConfig {
  host: string;
  /** 0 lets the system choose. */
  port: number;
  /** Where its store lives. */
  dataDir: string;
  /** Development makes keys fast, and they are worth nothing. */
  mode: IssuerMode;
  directoryKey: DirectoryKey;
  /** Reverse proxies whose word on a sender's address is taken. */
  trustedProxies: string[];
  /** Cells that devices may name in their reports. */
  namedCells: ReadonlySet<number>;
}

/** @throws ConfigError on the first value that makes no sense */
export function readIssuerConfig(environment: Environment): IssuerConfig {
  const mode = oneOf(environment, 'ISSUER_MODE', ISSUER_MODES);
  const directoryKey = readDirectoryKey(environment.DIRECTORY_KEY_FILE || undefined);
  if (mode === 'production' && isDevelopmentKey(directoryKey))
    throw new ConfigError(
      'ISSUER_MODE=production needs a directory key of its own, and everybody has the development key: make one with npm run issuer -- --make-key FILE and write DIRECTORY_KEY_FILE=FILE',
    );
  return {
    host: environment.HOST || '127.0.0.1',
    port: whole(environment, 'PORT', 8788, 0, 65_535),
    dataDir: environment.DATA_DIR || './data',
    mode,
    directoryKey,
    trustedProxies: addresses(environment, 'TRUSTED_PROXIES'),
    namedCells: namedCells(environment),
  };
}

/** The world and its regions are always named; countries where enough devices are to hide among. */
function namedCells({ NAMED_COUNTRIES: text = '' }: Environment): ReadonlySet<number> {
  const wanted = text
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  const isCountry = ({ parent }: (typeof CELLS)[number]) => parent !== undefined && parent !== WORLD_CELL;
  const unknown = wanted.find(
    (code) => code !== 'all' && !CELLS.some((cell) => isCountry(cell) && cell.code === code),
  );
  if (unknown !== undefined)
    throw new ConfigError(
      `NAMED_COUNTRIES must be "all", or countries of lib/crowd/cells.ts with commas between, for example NAMED_COUNTRIES=US,JP,IN; "${unknown}" is none`,
    );
  const isNamed = (cell: (typeof CELLS)[number]) =>
    !isCountry(cell) || wanted.includes('all') || wanted.includes(cell.code);
  return new Set([...CELLS.entries()].filter(([, cell]) => isNamed(cell)).map(([number]) => number));
}
