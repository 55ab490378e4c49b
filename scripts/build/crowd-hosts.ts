import process from 'node:process';
import { matchPatternOf } from '../../lib/crowd/match-pattern.ts';

const DEFAULT_COLLECTOR = 'https://collector.feed-canary.example';
const DEFAULT_ISSUER = 'https://issuer.feed-canary.example';

const DEFAULT_PORTS: Record<string, number> = { 'http:': 80, 'https:': 443 };

/** An uncompressed point of P-256 (SEC 1): 4, then two coordinates of 32 bytes. */
const KEY_BYTES = 65;
const UNCOMPRESSED = 4;

/** Whom the extension asks about the crowd and reports to, and whose signature on keys it believes. */
export interface CrowdHosts {
  /** Origins, such as `https://collector.feed-canary.example`. */
  collectorUrl: string;
  issuerUrl: string;
  /** Raw P-256 public keys, base64url; empty = the development key, which anybody can sign with. */
  directoryKeys: string[];
}

type Environment = Record<string, string | undefined>;

/** @throws Error naming the variable that makes no sense. */
export function readCrowdHosts(environment: Environment = process.env): CrowdHosts {
  const { FEED_CANARY_COLLECTOR, FEED_CANARY_ISSUER, FEED_CANARY_DIRECTORY_KEYS } = environment;
  const collectorUrl = originOf('FEED_CANARY_COLLECTOR', FEED_CANARY_COLLECTOR || DEFAULT_COLLECTOR);
  const issuerUrl = originOf('FEED_CANARY_ISSUER', FEED_CANARY_ISSUER || issuerBeside(collectorUrl));
  const listed = (FEED_CANARY_DIRECTORY_KEYS ?? '').split(',').map((key) => key.trim());
  const directoryKeys = listed.filter((key) => key !== '');
  const noKey = directoryKeys.find((key) => !isPublicKey(key));
  if (noKey !== undefined)
    throw new Error(`FEED_CANARY_DIRECTORY_KEYS: "${noKey}" is no raw P-256 public key in base64url`);
  return { collectorUrl, issuerUrl, directoryKeys };
}

/** Why a package for stores must not have these hosts, if so: what it believes would be anybody's word. */
export function faultOfRelease({ collectorUrl, issuerUrl, directoryKeys }: CrowdHosts): string | undefined {
  if (isLocal(collectorUrl) || isExample(collectorUrl)) return undefined;
  if (directoryKeys.length === 0)
    return `${collectorUrl} needs its own FEED_CANARY_DIRECTORY_KEYS: anybody has the development key`;
  if (new URL(issuerUrl).hostname === new URL(collectorUrl).hostname)
    return 'FEED_CANARY_ISSUER must have another host name than the collector, or one connection would serve both';
  return undefined;
}

/** What the manifest names as optional; on one machine both may be the same. */
export const crowdMatchPatterns = ({ collectorUrl, issuerUrl }: CrowdHosts): string[] => [
  ...new Set([collectorUrl, issuerUrl].map(matchPatternOf)),
];

/** The constants that `lib/platform/crowd-hosts.ts` reads, for Vite's `define`. */
export const crowdConstants = (hosts: CrowdHosts): Record<string, string> => ({
  'import.meta.env.FEED_CANARY_COLLECTOR': JSON.stringify(hosts.collectorUrl),
  'import.meta.env.FEED_CANARY_ISSUER': JSON.stringify(hosts.issuerUrl),
  'import.meta.env.FEED_CANARY_DIRECTORY_KEYS': JSON.stringify(hosts.directoryKeys.join()),
});

/** Where the issuer is if nobody says: with a collector on this machine, the port after it. */
function issuerBeside(collectorUrl: string): string {
  if (isExample(collectorUrl)) return DEFAULT_ISSUER;
  if (!isLocal(collectorUrl)) throw new Error('FEED_CANARY_COLLECTOR needs a FEED_CANARY_ISSUER beside it');
  const url = new URL(collectorUrl);
  url.port = String(Number(url.port || DEFAULT_PORTS[url.protocol]) + 1);
  return url.origin;
}

function originOf(name: string, value: string): string {
  const url = URL.parse(value);
  if (!url || `${url.origin}/` !== url.href)
    throw new Error(`${name}="${value}" is no address of a host, such as ${DEFAULT_COLLECTOR}`);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal(url.origin)))
    throw new Error(`${name}="${value}" must be https: anybody on the way could read it`);
  return url.origin;
}

const isLocal = (url: string) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname);

const isExample = (url: string) => new URL(url).hostname.endsWith('.example');

function isPublicKey(text: string): boolean {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length === KEY_BYTES && bytes[0] === UNCOMPRESSED && bytes.toString('base64url') === text;
}
