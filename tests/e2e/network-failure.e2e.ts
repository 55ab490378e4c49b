import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { findScenario } from '../fake-x/scenarios/index.ts';
import { Session, seconds } from './support/session.ts';

let session: Session;

beforeAll(async () => {
  session = await Session.start('healthy');
});
afterAll(() => session?.end());
beforeEach(async () => {
  await session.x.accept();
  session.x.play(findScenario('healthy'));
  await session.openX('/home');
  await session.until({ verdict: 'working' }, 15_000);
});

it('sees pages of X that come back with a server error', async () => {
  session.x.play(findScenario('server-error'));
  const page = await session.openX('/home');
  await session.until({ verdict: 'suspected', scope: 'site' });
  await session.harness.stopBackground();
  await seconds(3);
  await session.reload(page);
  await session.until({ verdict: 'outage', scope: 'site' });
}, 60_000);

it('sees X refuse the connection, with the background asleep and no page of X to tell it', async () => {
  await session.harness.stopBackground();
  await session.x.refuse();
  const page = await session.openX('/explore');
  await session.until({ verdict: 'suspected', scope: 'site' });
  await seconds(3);
  await session.reload(page);
  await session.until({ verdict: 'outage', scope: 'site' });
  expect(await (await session.popup()).evaluate(() => document.body.innerText)).toContain(
    'X could not be reached',
  );
}, 60_000);

it('takes offline for what it is', async () => {
  const page = await session.openX('/home');
  await page.setOfflineMode(true);
  await session.reload(page);
  await session.until({ verdict: 'yours', reason: 'offline' });
  await page.setOfflineMode(false);
}, 60_000);
