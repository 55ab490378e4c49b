import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { ConfigError } from '../src/environment.ts';

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
    ['COLLECTOR_MODE', 'production'],
  ])('stops at %s=%s with one line that names it and says what to write', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name}[^\\n]*=[^\\n]*$`));
  });

  it('does not repeat the password of a database', () => {
    expect(() => readConfig({ DATABASE_URL: 'mysql://me:secret@host/name' })).toThrow(/^(?!.*secret)/s);
  });
});

it('a collector that is told nonsense ends with that line alone', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/src/main.ts'], {
    env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning', PORT: 'eighty' },
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toBe('PORT must be a whole number from 0 to 65535, for example PORT=8787; it is "eighty"\n');
});
