import { browser } from '../browser.ts';
import { NOTHING_KEPT } from '../crowd/client/kept.ts';
import { Reporter } from '../crowd/client/reporter.ts';
import { innerTroubleOf } from '../crowd/client/sharing-view.ts';
import type { Judgement } from '../detect/judge.ts';
import { announceRecordChange } from '../messages/record-news.ts';
import { crowdStore } from '../record/crowd-store.ts';
import type { Settings } from '../settings/settings.ts';
import { directoryKeys } from './crowd-hosts.ts';
import { askCrowd } from './crowd-transport.ts';
import { ownCell } from './own-cell.ts';
import { keepPublishedCrowd, readPublishedCrowd } from './published-crowd-store.ts';
import { readSettings } from './settings-store.ts';
import { keepSharingTrouble } from './sharing-state.ts';

/** The alarm that goes on with reports: those that are due, and tokens for the next ones. */
export const REPORTING_ALARM = 'reporting';

/** A background that is ended in the middle goes on after this time; so does one that could not write. */
const SAFETY_NET_MINUTES = 5;
/** The shortest time that alarms keep. What is due sooner also gets a timer, for as long as the background lives. */
const SHORTEST_ALARM_MS = 30_000;

const reporter = new Reporter({
  ask: askCrowd,
  store: crowdStore,
  now: Date.now,
  random: Math.random,
  cell: ownCell,
  directoryKeys,
  // For the faces and the verdict: it is not asked for a second time.
  onPublished: (published) => void keepLatest(published),
});

let timer: ReturnType<typeof setTimeout> | undefined;

/** Tells the reporter what was judged. Nothing waits for it: whatever it does, the verdict stands. */
export async function report(judgement: Judgement, { isSharing }: Settings): Promise<void> {
  if (!isSharing) return;
  const published = await readPublishedCrowd();
  await carryOn(() => reporter.onVerdict(judgement, published));
}

/** Goes on where the last background was, and follows the reader's choice: without it tokens and queue are deleted. */
export async function goOnReporting(): Promise<void> {
  const { isSharing } = await readSettings();
  await carryOn(() => (isSharing ? reporter.turnOn() : reporter.turnOff()));
}

async function carryOn(event: () => Promise<number | undefined>): Promise<void> {
  clearTimeout(timer);
  browser.alarms.create(REPORTING_ALARM, { delayInMinutes: SAFETY_NET_MINUTES });
  try {
    await wakeAt(await event());
  } catch {
    // Nothing can be written, so nothing was sent; the faces say why, and the alarm tries again.
  }
  await keepSharingTrouble(innerTroubleOf(await crowdStore.read().catch(() => NOTHING_KEPT), Date.now()));
  announceRecordChange();
}

async function wakeAt(atMs: number | undefined): Promise<void> {
  if (atMs === undefined) {
    await browser.alarms.clear(REPORTING_ALARM);
    return;
  }
  browser.alarms.create(REPORTING_ALARM, { when: atMs });
  const inMs = atMs - Date.now();
  if (inMs < SHORTEST_ALARM_MS) timer = setTimeout(() => void goOnReporting(), Math.max(inMs, 0));
}

async function keepLatest(published: Parameters<typeof keepPublishedCrowd>[0]): Promise<void> {
  const known = await readPublishedCrowd();
  await keepPublishedCrowd({ ...published, points: known?.points ?? [] });
}
