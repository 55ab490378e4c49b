import { afterAll, beforeAll, expect, it } from 'vitest';
import { Session, seconds } from './support/session.ts';

let session: Session;

beforeAll(async () => {
  session = await Session.start('outage-2023-12-21');
});
afterAll(() => session?.end());

it('neither judges nor records while it is paused, and goes on when it may', async () => {
  const { x } = session;
  x.enter('before');
  const page = await session.openX('/home');
  await session.until({ verdict: 'working' });

  await session.setSettings({ isPaused: true });
  await expect.poll(() => session.toolbarTitle()).toBe('Feed Canary is paused');
  const before = await session.evidence();
  x.enter('outage');
  await session.reload(page);
  await seconds(4);
  expect(await session.evidence()).toEqual(before);
  expect(await session.rows('incidents')).toEqual([]);
  expect(await session.toolbarTitle()).toBe('Feed Canary is paused');

  await session.setSettings({ isPaused: false });
  await expect.poll(() => session.toolbarTitle(), { timeout: 15_000 }).toBe('Feed Canary: X may be down');
}, 60_000);
