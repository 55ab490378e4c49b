import { afterAll, beforeAll, expect, it } from 'vitest';
import { Session } from './support/session.ts';

let session: Session;

beforeAll(async () => {
  session = await Session.start('outage-2023-12-21');
});
afterAll(() => session?.end());

/** What the faces are told of a record that takes nothing. */
async function problem(): Promise<string | undefined> {
  const popup = await session.popup();
  return popup.evaluate(async () => {
    const api = globalThis as unknown as Record<'browser' | 'chrome', typeof import('webextension-polyfill')>;
    const { unrecorded } = await (api.browser ?? api.chrome).storage.session.get('unrecorded');
    return (unrecorded as { problem: string } | undefined)?.problem;
  });
}

it('goes on judging when the history is out of reach, and records again when it is back', async () => {
  const { x } = session;
  x.enter('before');
  const page = await session.openX('/home');
  await session.until({ verdict: 'working' });
  expect(await problem()).toBeUndefined();

  // As after a newer version of Feed Canary was here.
  const popup = await session.popup();
  await popup.evaluate(
    () =>
      new Promise<void>((done) => {
        indexedDB.open('feed-canary', 99).onsuccess = ({ target }) => {
          (target as IDBOpenDBRequest).result.close();
          done();
        };
      }),
  );
  x.enter('outage');
  await session.reload(page);
  await expect.poll(() => session.toolbarTitle(), { timeout: 15_000 }).toBe('Feed Canary: X may be down');
  await session.harness.stopBackground();
  await expect.poll(() => session.toolbarTitle(), { timeout: 25_000 }).toBe('Feed Canary: X is down');
  expect(await problem()).toBe('broken');

  await popup.evaluate(
    () =>
      new Promise<void>((done) => {
        indexedDB.deleteDatabase('feed-canary').onsuccess = () => done();
      }),
  );
  await session.reload(page);
  await expect.poll(problem, { timeout: 10_000 }).toBeUndefined();
  await expect.poll(() => session.rows('incidents'), { timeout: 10_000 }).toHaveLength(1);
}, 90_000);
