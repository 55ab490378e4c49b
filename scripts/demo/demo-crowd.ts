import { STEP_MS, startCrowd } from '../simulate/start-crowd.ts';

const MINUTE_MS = 60_000;
/** Enough to know how many are there. */
const WARM_UP_MS = 60 * MINUTE_MS;
/** While nothing happens nobody needs to know what is published meanwhile. */
const CALM_STEP_MS = 5 * MINUTE_MS;
const LONGEST_DEMO_MS = 60 * MINUTE_MS;
/** So many of those who look at X meet trouble while it is down. */
const AFFECTED = 0.9;

/** Others who look at X too, and share what they see: simulated people, but real reports to a real collector. */
export interface DemoCrowd {
  collectorPort: number;
  /** Its clock: it runs ahead of ours when time leaps. */
  nowMs: () => number;
  /** From here on X fails for most of them, or works again for all. */
  setDown: (isDown: boolean) => void;
  /** Lets minutes pass in seconds. */
  leap: (minutes: number) => Promise<void>;
  close: () => Promise<void>;
}

export async function startDemoCrowd(installations: number): Promise<DemoCrowd> {
  let isDown = false;
  const startMs = Math.floor(Date.now() / STEP_MS) * STEP_MS - WARM_UP_MS;
  const { agenda, services } = await startCrowd({
    scenario: {
      about: 'the demo',
      startMs,
      minutes: (WARM_UP_MS + LONGEST_DEMO_MS) / MINUTE_MS,
      troubleAt: () => (isDown ? AFFECTED : 0),
      sight: { part: 'home-for-you', symptom: 'empty-feed' },
    },
    seed: 1,
    loss: 0,
    maxReportsPerSecond: 2000,
    installations,
    newcomers: 0,
    wrongClocks: 0,
    leaving: 0,
  });
  const passBy = async (durationMs: number, stepMs: number) => {
    const untilMs = agenda.nowMs + durationMs;
    while (agenda.nowMs < untilMs) {
      await agenda.passTo(agenda.nowMs + stepMs);
      await services.published();
    }
  };
  await passBy(WARM_UP_MS, CALM_STEP_MS);
  return {
    collectorPort: Number(new URL(services.hosts.collector).port),
    nowMs: () => agenda.nowMs,
    setDown: (down) => {
      isDown = down;
    },
    leap: (minutes) => passBy(minutes * MINUTE_MS, STEP_MS),
    close: services.close,
  };
}
