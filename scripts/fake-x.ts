import { env, platform } from 'node:process';
import { parseArgs } from 'node:util';
import { FakeX } from '../tests/fake-x/fake-x.ts';
import { findScenario, scenarios } from '../tests/fake-x/scenarios/index.ts';
import { launch } from './browser/harness.ts';
import { buildForTests, TEST_BUILDS } from './build/build-for-tests.ts';

/** Lets a person browse the simulated X, with the extension installed, and choose what X does. */

const { values } = parseArgs({
  options: {
    scenario: { type: 'string', default: 'healthy' },
    browser: { type: 'string', default: 'chromium' },
    port: { type: 'string', default: '0' },
  },
});
const engine = values.browser === 'firefox' ? 'firefox' : 'chromium';

const x = await FakeX.start({ scenario: findScenario(values.scenario), port: Number(values.port) });
console.log(`The simulated X plays "${values.scenario}" on port ${x.port}. Scenarios:`);
for (const { name, title } of scenarios) console.log(`  ${name.padEnd(24)} ${title}`);

if (platform === 'linux' && !(env.DISPLAY ?? env.WAYLAND_DISPLAY)) {
  console.log(
    `\nNo display here. Lead a browser of yours to it, for instance\n  chromium --user-data-dir=fake-x-profile --ignore-certificate-errors --host-resolver-rules="MAP *:443 127.0.0.1:${x.port}" https://x.com/home\nand choose the scenario at https://fake-x.test/. Ctrl-C ends.`,
  );
} else {
  console.log('\nBuilding the extension …');
  await buildForTests([engine]);
  const { browser } = await launch(engine, {
    port: x.port,
    extensionDir: TEST_BUILDS[engine],
    headless: false,
  });
  for (const url of ['https://fake-x.test/', 'https://x.com/home']) await (await browser.newPage()).goto(url);
  console.log('Choose the scenario at https://fake-x.test/. Close the browser to end.');
  await new Promise((done) => browser.once('disconnected', done));
  await x.stop();
}
