import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { extensionDir, openHomeTab, Session, seconds } from './support/session.ts';

let session: Session;
let folder: string;

/** The same build for somebody who has allowed notifications: no protocol answers the browser's question. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'feed-canary-notifying-'));
  await cp(extensionDir, folder, { recursive: true });
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  const permissions = [...manifest.permissions, ...manifest.optional_permissions];
  const granted = { ...manifest, permissions, optional_permissions: [] };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(granted));
  session = await Session.start('outage-2023-12-21', { extensionDir: folder });
});
afterAll(async () => {
  await session?.end();
  await rm(folder, { recursive: true, force: true });
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
