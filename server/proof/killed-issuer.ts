import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dayAt, firstSlotOf } from '../../lib/crowd/day.ts';
import { SEASONED } from '../../lib/crowd/tier.ts';
import { poll } from '../../scripts/browser/poll.ts';
import type { Tried } from '../../tests/faults/fault.ts';
import { spawnIssuer } from '../tests/support/child.ts';
import { freePort } from '../tests/support/postgres.ts';
import { type Asking, ask, directoryOf, getTokens } from '../tests/support/tokens.ts';

const DEVICES = 4;
const SLOTS = 12;
/** About as long as the issuer takes for all of them. */
const KILLED_WITHIN_MS = 120;

/** What a wish for tokens was answered with, each time it was sent. */
interface Wish extends Asking {
  answers: string[];
}

/**
 * An issuer is killed while it renews. Each device has one token to renew with and two wishes, of which one may come true,
 * whenever it is asked for: a set that is lost leaves the device without, two would make it count twice.
 */
export async function killIssuer(kills: number): Promise<Tried> {
  const folder = mkdtempSync(join(tmpdir(), 'feed-canary-issuer-'));
  const environment = { DATA_DIR: folder, PORT: String(await freePort()) };
  let issuer = await spawnIssuer(environment);
  const tried: Tried = {
    atStake: { count: 0, things: 'token sets' },
    lost: 0,
    doubled: 0,
    recoveredInMs: [],
    complaints: [],
  };
  try {
    for (let kill = 0; kill < kills; kill += 1) {
      const pairs = await wishesOf(issuer.url);
      const sending = pairs.flat().map((wish) => send(issuer.url, wish));
      await sleep(Math.random() * KILLED_WITHIN_MS);
      await issuer.end('SIGKILL');
      await Promise.all(sending);
      const startMs = performance.now();
      issuer = await spawnIssuer(environment);
      for (const pair of pairs) {
        const statuses = await Promise.all(pair.map((wish) => send(issuer.url, wish)));
        const strange = statuses.filter((status) => status !== 200 && status !== 409);
        if (strange.length > 0) tried.complaints.push(`answered with ${strange}`);
      }
      tried.recoveredInMs.push(performance.now() - startMs);
      for (const pair of pairs) {
        const sets = new Set(pair.flatMap(({ answers }) => answers));
        tried.atStake.count += 1;
        if (sets.size === 0) tried.lost += 1;
        if (sets.size > 1) tried.doubled += 1;
      }
    }
    return tried;
  } finally {
    await issuer.end('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function wishesOf(url: string): Promise<Wish[][]> {
  const today = dayAt(Date.now());
  await poll('the keys of the day after tomorrow', () =>
    directoryOf(url, today + 2, SEASONED).catch(() => undefined),
  );
  const slots = Array.from({ length: SLOTS }, (_, index) => firstSlotOf(today + 2) + index);
  return Promise.all(
    Array.from({ length: DEVICES }, async () => {
      const { renewal } = await getTokens(url, { day: today + 1, slots: [firstSlotOf(today + 2) - 1] });
      const wish = async () => ({
        ...(await ask(url, { day: today + 2, slots, spent: renewal })),
        answers: [],
      });
      return Promise.all([wish(), wish()]);
    }),
  );
}

/** @returns the status; undefined when no answer came */
async function send(url: string, { request, answers }: Wish): Promise<number | undefined> {
  try {
    const answer = await fetch(`${url}/v1/tokens`, {
      method: 'POST',
      body: request,
      headers: { 'content-type': 'application/octet-stream' },
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    // Its first bytes tell the issuer's time.
    if (answer.status === 200) answers.push(bytes.subarray(4).toString('base64'));
    return answer.status;
  } catch {
    return undefined;
  }
}
