import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import type { Incident } from '../../../lib/incident/incident.ts';
import { buildForTests } from '../../../scripts/build/build-for-tests.ts';
import { Session } from '../../e2e/support/session.ts';
import type { Tried } from '../fault.ts';

/** The browser of a reader for whom X is down, and the tab they look at. */
export interface Scene {
  session: Session;
  page: Page;
  profileDir: string;
}

/** Does something to it, and tells how long it took from then on until the popup said again that X is down. */
export type Strike = (scene: Scene) => Promise<Scene & { recoveredInMs: number; complaints?: string[] }>;

export const BROWSER = { engine: 'chromium', headless: true } as const;
/** X is empty until it has been so for 20 s in sight; and the machine may be busy. */
const OUTAGE_WITHIN_MS = 40_000;
const TOLERANCE_MS = 5_000;

let built: Promise<void> | undefined;

/** The extension as it is now, built once for all faults. */
export function buildOnce(): Promise<void> {
  built ??= buildForTests(['chromium']);
  return built;
}

/** A browser with the extension as it is now, on a profile that survives; all gone afterwards. */
export async function withReader<T>(scenario: string, use: (scene: Scene) => Promise<T>): Promise<T> {
  await buildOnce();
  const profileDir = await mkdtemp(join(tmpdir(), 'feed-canary-faults-'));
  let session: Session | undefined;
  try {
    // Chromium writes down that the extension is installed within seconds only; a proper end makes sure of it.
    session = await (await Session.start(scenario, { ...BROWSER, profileDir })).restart({
      ...BROWSER,
      profileDir,
    });
    return await use({ session, page: await session.openX('/home'), profileDir });
  } finally {
    await session?.end().catch(() => {});
    await rm(profileDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * The outage of 21 December 2023 with something else in the middle. In the end exactly one incident is on record: an outage
 * from when it began to when X was back.
 */
export const inOutage = (strike: Strike): Promise<Tried> =>
  withReader('outage-2023-12-21', async (start) => {
    const { x } = start.session;
    x.enter('before');
    await start.session.reload(start.page);
    await start.session.until({ verdict: 'working' }, 20_000);
    const beganAtMs = Date.now();
    x.enter('outage');
    await start.session.reload(start.page);
    await start.session.until({ verdict: 'outage' }, OUTAGE_WITHIN_MS);

    const { session, page, recoveredInMs, complaints = [] } = await strike(start);
    try {
      x.enter('after');
      const endedAtMs = Date.now();
      await session.reload(page);
      await session.until({ verdict: 'working' }, OUTAGE_WITHIN_MS);
      const incidents = await session.rows<Incident>('incidents');
      const [incident] = incidents;
      const isRight = incident?.verdict === 'outage' && incident.ending === 'recovered';
      if (incident && !isRight) complaints.push(`on record is ${incident.verdict}, ${incident.ending}`);
      if (incident && Math.abs(incident.startMs - beganAtMs) > TOLERANCE_MS)
        complaints.push(`it starts off by ${incident.startMs - beganAtMs} ms`);
      if (incident?.endMs && Math.abs(incident.endMs - endedAtMs) > TOLERANCE_MS)
        complaints.push(`it ends off by ${incident.endMs - endedAtMs} ms`);
      return {
        atStake: { count: 1, things: 'incidents' },
        lost: incident ? 0 : 1,
        doubled: Math.max(0, incidents.length - 1),
        recoveredInMs: [recoveredInMs],
        complaints,
      };
    } finally {
      if (session !== start.session) await session.end().catch(() => {});
    }
  });

/** How long it takes until the popup says again that X is down. */
export async function untilOutage(session: Session): Promise<number> {
  const startMs = performance.now();
  await session.until({ verdict: 'outage' }, OUTAGE_WITHIN_MS);
  return performance.now() - startMs;
}
