import { browser } from '../browser.ts';
import type { Judgement } from '../detect/judge.ts';
import type { Settings } from '../settings/settings.ts';
import { forgetPublishedCrowd } from './published-crowd-store.ts';
import { refreshCrowd, wasCrowdAsked } from './refresh-crowd.ts';

/** The alarm that asks the collector again. */
export const CROWD_ALARM = 'crowd';

/** In trouble the crowd may decide the verdict; else it is only kept fresh for the moment trouble begins. */
const IN_TROUBLE_MINUTES = 2;
const IN_WAITING_MINUTES = 5;

const MINUTE_MS = 60_000;

/**
 * Asks the collector every few minutes while the answer can matter: in trouble, a limit that X sets this reader included,
 * and for those who want to be notified. When trouble begins, at once.
 */
export async function followCrowd(judgement: Judgement, settings: Settings, nowMs: number): Promise<void> {
  if (!settings.seesCrowd) await forgetPublishedCrowd();
  const everyMinutes = settings.seesCrowd ? minutesBetween(judgement, settings) : undefined;
  const alarm = await browser.alarms.get(CROWD_ALARM);
  if (everyMinutes === undefined) {
    if (alarm) await browser.alarms.clear(CROWD_ALARM);
    return;
  }
  if (alarm?.periodInMinutes !== everyMinutes)
    browser.alarms.create(CROWD_ALARM, { periodInMinutes: everyMinutes });
  if (!(await wasCrowdAsked(everyMinutes * MINUTE_MS, nowMs))) await refreshCrowd({ withHistory: false });
}

function minutesBetween({ verdict, reason }: Judgement, settings: Settings): number | undefined {
  if (reason === 'paused' || reason === 'no-access') return undefined;
  const isTrouble = verdict === 'suspected' || verdict === 'outage' || reason === 'rate-limited';
  if (isTrouble) return IN_TROUBLE_MINUTES;
  return settings.wantsNotifications ? IN_WAITING_MINUTES : undefined;
}
