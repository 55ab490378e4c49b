import { describe, expect, it } from 'vitest';
import { crowdMatchPatterns, faultOfRelease, readCrowdHosts } from '../../../scripts/build/crowd-hosts.ts';

const KEY = Buffer.from([4, ...Array.from({ length: 64 }, (_, index) => index)]).toString('base64url');

const real = {
  FEED_CANARY_COLLECTOR: 'https://collector.canary.org',
  FEED_CANARY_ISSUER: 'https://issuer.canary.org',
};
const faultOf = (environment: Record<string, string>) => faultOfRelease(readCrowdHosts(environment));

describe('the crowd’s hosts', () => {
  it('are the project’s own if nobody says', () => {
    expect(readCrowdHosts({ FEED_CANARY_COLLECTOR: '' })).toEqual({
      collectorUrl: 'https://collector.feed-canary.example',
      issuerUrl: 'https://issuer.feed-canary.example',
      directoryKeys: [],
    });
  });

  it('have the issuer one port after a collector on this machine', () => {
    const issuerOf = (collector: string) => readCrowdHosts({ FEED_CANARY_COLLECTOR: collector }).issuerUrl;
    expect(issuerOf('http://127.0.0.1:8787')).toBe('http://127.0.0.1:8788');
    expect(issuerOf('http://localhost')).toBe('http://localhost:81');
    expect(issuerOf('https://[::1]/')).toBe('https://[::1]:444');
  });

  it('are both told for a collector elsewhere', () => {
    expect(() => readCrowdHosts({ FEED_CANARY_COLLECTOR: real.FEED_CANARY_COLLECTOR })).toThrow(/ISSUER/);
    expect(readCrowdHosts(real).issuerUrl).toBe('https://issuer.canary.org');
  });

  it.each([
    'collector.canary.org',
    'http://collector.canary.org',
    'https://a.org/path',
    'https://a.org?b',
    'ftp://127.0.0.1',
  ])('are not %s', (value) => {
    expect(() => readCrowdHosts({ ...real, FEED_CANARY_COLLECTOR: value })).toThrow(/FEED_CANARY_COLLECTOR/);
    expect(() => readCrowdHosts({ ...real, FEED_CANARY_ISSUER: value })).toThrow(/FEED_CANARY_ISSUER/);
  });

  it('are named without ports in permissions, once each', () => {
    expect(crowdMatchPatterns(readCrowdHosts({ FEED_CANARY_COLLECTOR: 'http://127.0.0.1:8787' }))).toEqual([
      'http://127.0.0.1/*',
    ]);
    expect(crowdMatchPatterns(readCrowdHosts(real))).toEqual([
      'https://collector.canary.org/*',
      'https://issuer.canary.org/*',
    ]);
  });
});

describe('the keys of key directories', () => {
  const keysOf = (keys: string) => readCrowdHosts({ FEED_CANARY_DIRECTORY_KEYS: keys }).directoryKeys;

  it('are a list', () => {
    expect(keysOf(`${KEY}, ${KEY},`)).toEqual([KEY, KEY]);
  });

  it.each([
    'x',
    KEY.slice(1),
    Buffer.alloc(65).toString('base64url'),
    Buffer.from(KEY, 'base64url').toString('base64'),
  ])('are not %s', (key) => {
    expect(() => keysOf(key)).toThrow(/FEED_CANARY_DIRECTORY_KEYS/);
  });
});

describe('a package for stores', () => {
  it('may have the project’s placeholders, or a collector on this machine', () => {
    expect(faultOf({})).toBeUndefined();
    expect(faultOf({ FEED_CANARY_COLLECTOR: 'http://127.0.0.1:8787' })).toBeUndefined();
  });

  it('must not believe the development key about a real collector', () => {
    expect(faultOf(real)).toMatch(/FEED_CANARY_DIRECTORY_KEYS/);
    expect(faultOf({ ...real, FEED_CANARY_DIRECTORY_KEYS: KEY })).toBeUndefined();
  });

  it('must not lead both over one connection', () => {
    const oneHost = { ...real, FEED_CANARY_ISSUER: 'https://collector.canary.org:8443' };
    expect(faultOf({ ...oneHost, FEED_CANARY_DIRECTORY_KEYS: KEY })).toMatch(/FEED_CANARY_ISSUER/);
  });
});
