import { afterAll, beforeAll, expect, it } from 'vitest';
import { Session } from './support/session.ts';

let session: Session;

beforeAll(async () => {
  session = await Session.start('healthy');
});
afterAll(() => session?.end());

it('says how to give back the access to X that somebody took away', async () => {
  await session.openX('/home');
  await session.until({ verdict: 'working' });

  await session.harness.setSiteAccess(false);
  await session.until({ verdict: 'unknown', reason: 'no-access' });
  expect(await session.toolbarTitle()).toBe('Feed Canary cannot see X');
  const popup = await session.popup();
  const button = await popup.evaluate(() => document.querySelector('button')?.textContent);
  expect(button).toBe('Allow on x.com and twitter.com');

  await session.harness.setSiteAccess(true);
  await session.openX('/home');
  await session.until({ verdict: 'working' });
  expect(await session.toolbarTitle()).toBe('Feed Canary: X works');
}, 60_000);
