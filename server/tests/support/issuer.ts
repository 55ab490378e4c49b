import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { readIssuerConfig } from '../../src/issuer/config.ts';
import { type Issuer, startIssuer } from '../../src/issuer/issuer.ts';
import type { TestCollector } from './collector.ts';
import { NOON_MS } from './reports.ts';

export interface TestIssuer extends Issuer {
  /** Where its keys are. */
  folder: string;
  log: TestCollector['log'];
  /** What its clock says; set it to let time pass. */
  clock: { nowMs: number };
  post: (body: BodyInit, headers?: Record<string, string>) => Promise<Response>;
  get: (path: string, headers?: Record<string, string>) => Promise<Response>;
}

/** Directories that an issuer makes: two a day, for today and three days ahead. */
const DIRECTORIES = 8;
const MADE = 'keys made';

/** An issuer of its own on the loopback, gone when the test ends. By default it has all keys that it needs at noon. */
export async function issuerForTest(
  options: { folder?: string; environment?: Record<string, string>; clock?: { nowMs: number } } = {},
): Promise<TestIssuer> {
  const folder = options.folder ?? (await folderWithKeys());
  const log: TestCollector['log'] = [];
  const clock = options.clock ?? { nowMs: NOON_MS };
  const issuer = await startIssuer({
    config: testConfig(folder, options.environment),
    log: (level, event, fields) => log.push({ level, event, fields }),
    now: () => clock.nowMs,
    keepHouseEveryMs: 20,
  });
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= issuer.close();
    return closing;
  };
  onTestFinished(close);
  return {
    ...issuer,
    close,
    folder,
    log,
    clock,
    post: (body, headers) =>
      fetch(`${issuer.url}/v1/tokens`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/octet-stream', ...headers },
      }),
    get: (path, headers = {}) => fetch(`${issuer.url}${path}`, { headers }),
  };
}

/** An empty folder, gone when the test ends. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'feed-canary-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Resolves when nothing is left to be made. */
export const allMade = (log: TestCollector['log']) =>
  expect.poll(() => log.filter(({ event }) => event === MADE).length).toBeGreaterThanOrEqual(DIRECTORIES);

const testConfig = (folder: string, environment: Record<string, string> = {}) =>
  readIssuerConfig({ PORT: '0', DATA_DIR: folder, NAMED_COUNTRIES: 'all', ...environment });

let template: Promise<string> | undefined;

/** Keys take a second or two to make: the tests of a file share them, each in a copy of its own. */
async function folderWithKeys(): Promise<string> {
  template ??= makeKeys();
  const folder = emptyFolder();
  cpSync(await template, folder, { recursive: true });
  return folder;
}

async function makeKeys(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'feed-canary-keys-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const log: TestCollector['log'] = [];
  const issuer = await startIssuer({
    config: testConfig(folder),
    log: (level, event, fields) => log.push({ level, event, fields }),
    now: () => NOON_MS,
  });
  await allMade(log);
  await issuer.close();
  return folder;
}
