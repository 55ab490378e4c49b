import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Front } from '../support/front.ts';
import { StubService } from '../support/stub-service.ts';
import { grantedBuild } from './support/granted-build.ts';
import { Session, seconds } from './support/session.ts';

const HOSTS = ['collector.feed-canary.example', 'issuer.feed-canary.example'];

let session: Session;
let stub: StubService;
let fronts: Front[];

async function start(options: Parameters<typeof Session.start>[1] = {}) {
  session = await Session.start('outage-2023-12-21', options);
  fronts = HOSTS.map((host) => new Front(session.x, host, stub.port));
}

beforeAll(async () => {
  stub = await StubService.start();
});
afterAll(() => stub?.stop());
afterEach(() => session?.end());

const everAsked = () => HOSTS.filter((host) => session.x.hosts.has(host));
const arrived = () => fronts.flatMap((front) => front.take().map(({ path }) => path)).sort();

/** Everything that makes the extension ask the crowd, if it may: trouble, notices, a popup that opens. */
async function giveOccasion() {
  await session.setSettings({ seesCrowd: true, isSharing: true, wantsNotifications: true });
  session.x.enter('before');
  const page = await session.openX('/home');
  await session.until({ verdict: 'working' });
  session.x.enter('outage');
  await session.reload(page);
  await session.until({ verdict: 'suspected' });
  const popup = await session.harness.open('popup.html');
  await seconds(2);
  await popup.close();
  await page.bringToFront();
}

describe('nobody is asked for anything', () => {
  it('without the browser’s leave to reach the hosts: the rules would not apply', async () => {
    await start();
    await giveOccasion();
    expect(everAsked()).toEqual([]);
    const popup = await session.popup();
    const crowd = await popup.evaluate(
      () => document.querySelector<HTMLElement>('[data-part="crowd"]')?.dataset.crowd,
    );
    expect(crowd).toBe('unreachable');
  }, 90_000);

  it('once the leave is taken back', async () => {
    const build = await grantedBuild();
    await start({ extensionDir: build.dir });
    const settings = await session.harness.open('options.html');
    await session.setSettings({ seesCrowd: true, wantsNotifications: true }, settings);
    await expect.poll(arrived).toEqual(['/v1/status']);
    await session.harness.setSiteAccess(false);
    const popup = await session.harness.open('popup.html');
    await seconds(2);
    expect(arrived()).toEqual([]);
    await popup.close();
    await build.discard();
  }, 90_000);

  it('while the rules are off', async () => {
    const build = await grantedBuild();
    await start({ extensionDir: build.dir });
    const popup = await session.popup();
    await popup.evaluate(async () => {
      const { browser, chrome } = globalThis as unknown as Record<
        'browser' | 'chrome',
        typeof import('webextension-polyfill')
      >;
      const { declarativeNetRequest } = browser ?? chrome;
      const disableRulesetIds = await declarativeNetRequest.getEnabledRulesets();
      await declarativeNetRequest.updateEnabledRulesets({ disableRulesetIds });
    });
    await giveOccasion();
    expect(everAsked()).toEqual([]);
    await build.discard();
  }, 90_000);
});
