import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHomeTab, Session, seconds } from './support/session.ts';

/** The day this project started from, with the background killed between every two steps. */
let session: Session;

beforeAll(async () => {
  session = await Session.start('outage-2023-12-21');
  session.x.enter('before');
});
afterAll(() => session?.end());

it('tells the outage of 21 December 2023 from the first empty page to the last', async () => {
  const { x, harness } = session;
  const killed = () => harness.stopBackground();

  const page = await session.openX('/i/lists/1');
  await session.until({ verdict: 'working' });
  await session.go(page, '/home');
  await seconds(2);
  await killed();

  x.enter('outage');
  await openHomeTab(page, 1);
  const failedAtMs = Date.now();
  await session.until({ verdict: 'suspected', scope: 'home-following' }, 6_000);
  const suspectedAfterMs = Date.now() - failedAtMs;
  expect(await session.toolbarTitle()).toBe('Feed Canary: X may be down');
  await killed();

  await session.go(page, '/i/lists/1');
  await session.until({ verdict: 'outage', scope: 'home-following list' });
  expect(await session.toolbarTitle()).toBe('Feed Canary: X is down');
  await killed();

  await session.go(page, '/notifications');
  const popup = await session.popup();
  await session.until({ verdict: 'outage', scope: 'home-following list' });
  await expect
    .poll(() => popup.evaluate(() => document.body.innerText), { timeout: 8_000 })
    .toContain('Still working: Notifications');
  const words = await popup.evaluate(() => document.body.innerText);
  expect(words).toContain('Your “Following” feed showed X’s welcome message instead of posts');
  expect(words).toContain('A list kept waiting for posts');
  await killed();

  const [open] = await session.incidents();
  expect(open).toMatchObject({ kind: 'outage' });
  expect(open).not.toHaveProperty('endMs');
  expect(Math.abs((open?.startMs ?? 0) - failedAtMs)).toBeLessThan(1_500);

  x.enter('after');
  await session.go(page, '/home');
  await seconds(2);
  await openHomeTab(page, 1);
  const goodAtMs = Date.now();
  await seconds(2);
  await killed();
  await session.until({ verdict: 'outage' }, 500);
  await session.until({ verdict: 'working', scope: '' }, 15_000);
  const [closed, ...others] = await session.incidents();
  expect(others).toEqual([]);
  expect(closed).toMatchObject({ kind: 'outage', ending: 'recovered', startMs: open?.startMs });
  expect(Math.abs((closed?.endMs ?? 0) - goodAtMs)).toBeLessThan(2_000);
  expect(await session.toolbarTitle()).toBe('Feed Canary: X works');

  expect(suspectedAfterMs).toBeLessThan(5_000);
  expect(await harness.errors()).toEqual([]);
}, 120_000);

it('is an outage after twenty seconds of the welcome message alone', async () => {
  session.x.enter('before');
  const page = await session.openX('/home');
  await session.until({ verdict: 'working' });
  session.x.enter('outage');
  await session.reload(page);
  await session.until({ verdict: 'suspected', scope: 'home-for-you' });
  await session.until({ verdict: 'outage', scope: 'home-for-you' }, 22_000);
}, 60_000);
