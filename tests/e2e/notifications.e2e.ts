import { afterAll, beforeAll, expect, it } from 'vitest';
import { grantedBuild } from './support/granted-build.ts';
import { openHomeTab, Session, seconds } from './support/session.ts';

let session: Session;
let build: Awaited<ReturnType<typeof grantedBuild>>;

beforeAll(async () => {
  build = await grantedBuild();
  session = await Session.start('outage-2023-12-21', { extensionDir: build.dir });
});
afterAll(async () => {
  await session?.end();
  await build?.discard();
});

it('notifies once that X is down and once that it is back, over deaths of the background', async () => {
  const { x, harness } = session;
  await session.popup();
  await session.setSettings({ wantsNotifications: true });
  x.enter('before');
  const page = await session.openX('/home');
  await session.until({ verdict: 'working' });
  expect(await session.takeNotifications()).toEqual([]);

  x.enter('outage');
  await session.reload(page);
  await session.until({ verdict: 'suspected' });
  await openHomeTab(page, 1);
  await session.until({ verdict: 'outage' });
  const [incident] = await session.incidents();
  const id = `incident-${incident?.startMs}`;
  await expect.poll(() => session.takeNotifications()).toEqual([id]);
  await harness.stopBackground();
  await session.reload(page);
  await seconds(4);
  expect(await session.takeNotifications()).toEqual([]);

  x.enter('after');
  await session.reload(page);
  await session.until({ verdict: 'working' }, 20_000);
  await expect.poll(() => session.takeNotifications()).toHaveLength(1);
  await harness.stopBackground();
  await session.reload(page);
  await seconds(3);
  expect(await session.takeNotifications()).toEqual([]);
  expect(await harness.errors()).toEqual([]);
}, 90_000);
