import type { Judgement } from '../../detect/judge.ts';

/** In trouble the crowd may decide the verdict; else it is only kept fresh for the moment trouble begins. */
const IN_TROUBLE_MINUTES = 2;
const IN_WAITING_MINUTES = 5;

const MINUTE_MS = 60_000;

/**
 * Every how many minutes to ask what the crowd sees, of somebody who wants to see it: in trouble, a limit that X sets this
 * reader included, and for those who want to be notified. Undefined when nobody waits for an answer.
 */
export function minutesBetweenAsking(
  { verdict, reason }: Judgement,
  wantsNotifications: boolean,
): number | undefined {
  if (reason === 'paused' || reason === 'no-access') return undefined;
  const isTrouble = verdict === 'suspected' || verdict === 'outage' || reason === 'rate-limited';
  if (isTrouble) return IN_TROUBLE_MINUTES;
  return wantsNotifications ? IN_WAITING_MINUTES : undefined;
}

/** Whether it is time to ask: after so many minutes, and at once when trouble has begun since the last time. */
export function isTimeToAsk(
  askedAtMs: number | undefined,
  everyMinutes: number,
  { sinceMs }: Pick<Judgement, 'sinceMs'>,
  nowMs: number,
): boolean {
  if (askedAtMs === undefined || askedAtMs > nowMs) return true;
  return nowMs - askedAtMs >= everyMinutes * MINUTE_MS || (sinceMs !== undefined && sinceMs > askedAtMs);
}
