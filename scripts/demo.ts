import { mkdir, rm, writeFile } from 'node:fs/promises';
import { env, exit, platform } from 'node:process';
import { parseArgs } from 'node:util';
import { grantedBuild } from '../tests/e2e/support/granted-build.ts';
import { openHomeTab, Session, seconds } from '../tests/e2e/support/session.ts';
import { findScenario } from '../tests/fake-x/scenarios/index.ts';
import { Front } from '../tests/support/front.ts';
import type { Popup } from './browser/harness.ts';
import { poll } from './browser/poll.ts';
import { buildForTests } from './build/build-for-tests.ts';
import { startDemoCrowd } from './demo/demo-crowd.ts';

/** Plays the outage of 21 December 2023 in a real browser and tells what the popup says at each step. */

const SCREENSHOTS = '.output/demo';
/** The verdict, the crowd and the list of incidents; the day's bars say nothing in a terminal. */
const SAID =
  '[...document.querySelectorAll(".status, [data-part=crowd], .incidents")].map((part) => part.innerText).join("\\n")';
const CROWD_SAID = 'document.querySelector("[data-part=crowd]").dataset.crowd';
/** Others with the extension, of whom some hundred look at X in a quarter of an hour. */
const INSTALLATIONS = 2_000;
const COLLECTOR_HOST = 'collector.feed-canary.example';
/** The crowd's time leaps while ours does not: people would not wait for them. */
const OUTAGE_MINUTES = 6;
const RECOVERY_MINUTES = 35;
/** How far the recorded start and end may be from what really happened: two looks at the page, and its loading. */
const TOLERANCE_MS = 2_500;

const hasDisplay = platform !== 'linux' || Boolean(env.DISPLAY ?? env.WAYLAND_DISPLAY);
const { values } = parseArgs({ options: { headless: { type: 'boolean', default: !hasDisplay } } });

console.log('Feed Canary, demo: the outage of 21 December 2023, on a simulated X.\n');
console.log('Building the extension, and letting others look at X for an hour, in seconds …');
const [crowd] = await Promise.all([startDemoCrowd(INSTALLATIONS), buildForTests(['chromium'])]);
await rm(SCREENSHOTS, { recursive: true, force: true });
await mkdir(SCREENSHOTS, { recursive: true });

console.log('Starting the simulated X and the browser …\n');
// Chromium's question whether the collector may be asked cannot be answered by a script: it has been answered before.
const build = await grantedBuild();
const session = await Session.start('outage-2023-12-21', {
  engine: 'chromium',
  headless: values.headless,
  extensionDir: build.dir,
});
new Front(session.x, COLLECTOR_HOST, crowd.collectorPort, crowd.nowMs);
try {
  await playOutage();
  console.log(`The story was told right. Pictures of the popup are in ${SCREENSHOTS}/.\n`);
  if (!values.headless) await stayUp();
} catch (error) {
  console.error(`\nThe story was NOT told right: ${(error as Error).message}`);
  exit(1);
} finally {
  await session.end();
  await Promise.all([crowd.close(), build.discard()]);
}

async function playOutage() {
  const { x } = session;
  await session.popup();
  await session.setSettings({ seesCrowd: true });
  x.enter('before');
  const page = await session.openX('/home');
  await session.until({ verdict: 'working' });
  await openHomeTab(page, 1);
  await seconds(3);
  await tell('working', 'A reader looks at X. All is well.', ['calm']);

  x.enter('outage');
  crowd.setDown(true);
  await session.reload(page);
  const failedAtMs = Date.now();
  await session.until({ verdict: 'suspected' });
  await tell('suspected', 'X begins to answer without posts. The reader reloads home.', ['calm']);

  await openHomeTab(page, 1);
  await session.until({ verdict: 'outage' });
  await session.go(page, '/notifications');
  await crowd.leap(OUTAGE_MINUTES);
  await tell('outage', 'The Following feed is empty too; notifications go on. Others see it as well.', [
    'outage',
  ]);

  x.enter('after');
  crowd.setDown(false);
  await session.go(page, '/home');
  const goodAtMs = Date.now();
  await session.until({ verdict: 'working' }, 20_000);
  await crowd.leap(RECOVERY_MINUTES);
  await tell('recovered', 'Posts are back, and they stay.', ['calm']);
  await checkIncident(failedAtMs, goodAtMs);
}

/** Prints what the real popup says, and keeps a picture of it. */
async function tell(name: string, event: string, crowds: string[]) {
  const popup = await session.harness.openPopup();
  await crowdIn(popup, crowds);
  const words = String(await popup.evaluate(SAID));
  await writeFile(`${SCREENSHOTS}/${name}.png`, await popup.screenshot());
  await popup.close();
  console.log(`${event}\n`);
  console.log(`${words.replaceAll(/\n+/g, '\n').replaceAll(/^/gm, '    │ ')}\n`);
}

/** The popup asks the collector when it opens. */
async function crowdIn(popup: Popup, expected: string[]) {
  await poll(`the crowd to be ${expected.join(' or ')}`, async () =>
    expected.includes(String(await popup.evaluate(CROWD_SAID))),
  );
}

async function checkIncident(failedAtMs: number, goodAtMs: number) {
  const [incident, ...others] = await session.incidents();
  if (incident?.kind !== 'outage' || others.length > 0 || incident.endMs === undefined)
    throw new Error(`expected one closed outage, got ${JSON.stringify([incident, ...others])}`);
  const { startMs, endMs } = incident;
  console.log(
    `X was out for ${toSeconds(goodAtMs - failedAtMs)}; on record are ${toSeconds(endMs - startMs)}.`,
  );
  const startsOffMs = Math.abs(startMs - failedAtMs);
  const endsOffMs = Math.abs(endMs - goodAtMs);
  if (startsOffMs > TOLERANCE_MS) throw new Error(`the start is off by ${startsOffMs} ms`);
  if (endsOffMs > TOLERANCE_MS) throw new Error(`the end is off by ${endsOffMs} ms`);
}

function toSeconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1)} s`;
}

/** With a visible browser people want to play on. */
async function stayUp() {
  const { browser } = session.harness;
  session.x.play(findScenario('healthy'));
  await (await browser.newPage()).goto('https://fake-x.test/');
  console.log('The browser stays open: choose what X does at https://fake-x.test/. Close it to end.');
  await new Promise((done) => browser.once('disconnected', done));
}
