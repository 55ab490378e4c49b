import type { Session } from '../e2e/support/session.ts';

/** SIGKILL for the browser's process, which takes its children along. */
export async function killBrowser({ harness }: Session) {
  const browserProcess = harness.browser.process();
  if (!browserProcess) throw new Error('the browser runs in no process of ours');
  const gone = new Promise((done) => browserProcess.once('exit', done));
  browserProcess.kill('SIGKILL');
  await gone;
}
