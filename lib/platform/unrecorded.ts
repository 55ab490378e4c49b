import { browser } from '../browser.ts';
import type { Evidence } from '../detect/evidence.ts';
import type { RecordProblem } from '../record/record-problem.ts';

const KEY = 'unrecorded';

/** What stands in for the record while nothing can be written to it. */
export interface Unrecorded {
  problem: RecordProblem;
  /** The last minutes: enough for the verdict, not for the history. */
  evidence: Evidence;
}

/** In memory, so that a full disk does not matter; gone with the browser. Undefined when all is well. */
export async function readUnrecorded(): Promise<Unrecorded | undefined> {
  return (await browser.storage.session.get(KEY))[KEY] as Unrecorded | undefined;
}

export const keepUnrecorded = (unrecorded: Unrecorded): Promise<void> =>
  browser.storage.session.set({ [KEY]: unrecorded });

/** The record takes what happens again. */
export const forgetUnrecorded = (): Promise<void> => browser.storage.session.remove(KEY);
