import { setTimeout as sleep } from 'node:timers/promises';
import type { Incident } from '../../../lib/incident/incident.ts';
import type { Tried } from '../fault.ts';
import { withReader } from './in-outage.ts';

/** In place of every page, with status 200: what a hotel's network shows to whoever has not logged in. */
const PORTAL = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Guest Wi-Fi</title><link rel="icon" href="data:,"></head>
<body><h1>Welcome</h1><p>Accept our terms to use the network.</p>
<form method="post"><label>Room <input name="room"></label> <button>Connect</button></form></body></html>`;

const LOADS = 3;
/** Longer than what would make an outage of it. */
const LOOKED_AT_MS = 8_000;

/** A network that wants a log-in stands in front of X: nobody may call that an outage, and X is seen to work afterwards. */
export const captivePortal = (): Promise<Tried> =>
  withReader('healthy', async ({ session, page }) => {
    const { x } = session;
    const complaints: string[] = [];
    await session.until({ verdict: 'working' }, 20_000);
    const look = async (portal: string) => {
      for (let load = 0; load < LOADS; load += 1) {
        await session.reload(page);
        await sleep(LOOKED_AT_MS);
        const { verdict } = await session.said();
        if (verdict === 'suspected' || verdict === 'outage')
          complaints.push(`${portal} is called ${verdict}`);
      }
    };
    x.servePage('/home', PORTAL);
    await look('a log-in page');
    x.stopServingPage('/home');
    x.inject('document', { status: 511, body: 'html' });
    await look('status 511');
    x.clearFaults();
    const startMs = performance.now();
    await session.reload(page);
    await session.until({ verdict: 'working' }, 20_000);
    const incidents = await session.rows<Incident>('incidents');
    return {
      atStake: { count: 2 * LOADS, things: 'loads' },
      lost: 0,
      doubled: incidents.length,
      recoveredInMs: [performance.now() - startMs],
      complaints,
    };
  });
