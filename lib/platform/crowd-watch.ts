import { browser } from '../browser.ts';
import { isTimeToAsk, minutesBetweenAsking } from '../crowd/client/ask-rhythm.ts';
import type { Judgement } from '../detect/judge.ts';
import type { Settings } from '../settings/settings.ts';
import { forgetPublishedCrowd } from './published-crowd-store.ts';
import { crowdAskedAtMs, refreshCrowd } from './refresh-crowd.ts';

/** The alarm that asks the collector again. */
export const CROWD_ALARM = 'crowd';

/** Asks the collector every few minutes while the answer can matter; when trouble begins, at once. */
export async function followCrowd(judgement: Judgement, settings: Settings, nowMs: number): Promise<void> {
  const { seesCrowd, wantsNotifications } = settings;
  if (!seesCrowd) await forgetPublishedCrowd();
  const everyMinutes = seesCrowd ? minutesBetweenAsking(judgement, wantsNotifications) : undefined;
  const alarm = await browser.alarms.get(CROWD_ALARM);
  if (everyMinutes === undefined) {
    if (alarm) await browser.alarms.clear(CROWD_ALARM);
    return;
  }
  if (alarm?.periodInMinutes !== everyMinutes)
    browser.alarms.create(CROWD_ALARM, { periodInMinutes: everyMinutes });
  if (isTimeToAsk(await crowdAskedAtMs(), everyMinutes, judgement, nowMs))
    await refreshCrowd({ withHistory: false });
}
