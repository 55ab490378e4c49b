import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Session } from './support/session.ts';

let profileDir: string;
let session: Session;

beforeAll(async () => {
  profileDir = await mkdtemp(join(tmpdir(), 'feed-canary-'));
  session = await Session.start('outage-2023-12-21', { profileDir });
});
afterAll(async () => {
  await session?.end();
  await rm(profileDir, { recursive: true, force: true });
});

it('carries an incident over a restart of the browser, and closes it once', async () => {
  session.x.enter('outage');
  let page = await session.openX('/home');
  await session.until({ verdict: 'suspected' });
  await session.reload(page);
  await session.until({ verdict: 'outage' });
  const [before] = await session.incidents();

  session = await session.restart({ profileDir });
  await session.until({ verdict: 'outage' });
  expect(await session.toolbarTitle()).toBe('Feed Canary: X is down');
  page = await session.openX('/home');
  await session.until({ verdict: 'outage' });
  expect(await session.incidents()).toMatchObject([{ kind: 'outage', startMs: before?.startMs }]);

  session.x.enter('after');
  await session.reload(page);
  await session.until({ verdict: 'working' }, 15_000);
  expect(await session.incidents()).toMatchObject([
    { kind: 'outage', startMs: before?.startMs, ending: 'recovered' },
  ]);
}, 120_000);
