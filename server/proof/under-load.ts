import { setTimeout as sleep } from 'node:timers/promises';
import { eachTry, type Tried } from '../../tests/faults/fault.ts';
import { Ledger } from './ledger.ts';
import type { Scene } from './scene.ts';
import { Senders } from './senders.ts';

/** Load before a blow: at least until the first batches are through, then at a moment nobody chose. */
const LOAD_MS = { least: 300, most: 1200 };
const RECOVER_WITHIN_MS = 60_000;
/** Load after the recovery. */
const AFTER_MS = 200;

/**
 * Breaks a scene under load, so many times, and holds what it counts against what it acknowledged.
 * @param isUsedUp true when a scene takes one blow only
 */
export async function strikeUnderLoad(
  open: () => Promise<Scene>,
  blows: number,
  isUsedUp = false,
): Promise<Tried> {
  const play = async (times: number) => {
    const scene = await open();
    try {
      return await strike(scene, times);
    } finally {
      await scene.remove();
    }
  };
  return isUsedUp ? eachTry(blows, () => play(1)) : play(blows);
}

/**
 * Each blow under load and each with its audit. Recovered: from the order to mend until every sender has got an
 * acknowledgement for a report it sent after the blow.
 */
async function strike(scene: Scene, blows: number): Promise<Tried> {
  const ledger = new Ledger();
  const senders = new Senders(scene.urls, ledger, scene.senders);
  const recoveredInMs: number[] = [];
  const complaints: string[] = [];
  let [lost, doubled] = [0, 0];
  for (let blow = 1; blow <= blows; blow += 1) {
    senders.start();
    await sleep(LOAD_MS.least + Math.random() * (LOAD_MS.most - LOAD_MS.least));
    await scene.strike();
    const recovered = senders.allAcknowledged();
    const orderedAtMs = performance.now();
    await scene.mend();
    const recoveredAtMs = await Promise.race([
      recovered,
      sleep(RECOVER_WITHIN_MS, undefined, { ref: false }),
    ]);
    if (recoveredAtMs === undefined) throw new Error('it does not recover');
    recoveredInMs.push(recoveredAtMs - orderedAtMs);
    await sleep(AFTER_MS);
    await senders.stop();
    const audit = ledger.audit(await scene.stored());
    lost = Math.max(lost, audit.lost);
    doubled = Math.max(doubled, audit.doubled);
    if (audit.strangers > 0) complaints.push(`${audit.strangers} nullifiers that nobody sent`);
  }
  const { refused, unanswered } = senders.tally;
  complaints.push(...senders.complaints());
  return {
    atStake: { count: ledger.acknowledged, things: 'reports' },
    lost,
    doubled,
    recoveredInMs,
    complaints,
    details: { refused, unanswered },
  };
}
