import { decodeReport, REPORTED_SYMPTOMS } from '../../lib/crowd/report.ts';
import type { StoredCounts } from './stored-counts.ts';

/** What was sent and what became of it, as the sender knows it, to be held against what the store holds. */
export class Ledger {
  /** By nullifier. */
  readonly #reports = new Map<string, { key: string; isAcknowledged: boolean }>();
  acknowledged = 0;

  get sent(): number {
    return this.#reports.size;
  }

  /** Notes a report before its first byte is sent. */
  send(bytes: Uint8Array): void {
    this.#reports.set(nullifierOf(bytes), { key: countKeyOf(bytes), isAcknowledged: false });
  }

  acknowledge(bytes: Uint8Array): void {
    const report = this.#reports.get(nullifierOf(bytes));
    if (!report) throw new Error('a report was acknowledged that was never sent');
    if (!report.isAcknowledged) this.acknowledged += 1;
    report.isAcknowledged = true;
  }

  /**
   * Lost: acknowledged, but not remembered or not counted. Doubled: counted more often than sent. What was never
   * acknowledged may be counted once or not at all: its sender does not know either.
   */
  audit({ nullifiers, counts }: StoredCounts): Audit {
    const atLeast = new Map<string, number>();
    const atMost = new Map<string, number>();
    const add = (to: Map<string, number>, key: string) => to.set(key, (to.get(key) ?? 0) + 1);
    let forgotten = 0;
    for (const [nullifier, { key, isAcknowledged }] of this.#reports) {
      if (isAcknowledged && !nullifiers.has(nullifier)) forgotten += 1;
      if (isAcknowledged) add(atLeast, key);
      if (isAcknowledged || nullifiers.has(nullifier)) add(atMost, key);
    }
    let [counted, missing, doubled] = [0, 0, 0];
    for (const key of new Set([...atMost.keys(), ...counts.keys()])) {
      const n = counts.get(key) ?? 0;
      counted += n;
      missing += Math.max(0, (atLeast.get(key) ?? 0) - n);
      doubled += Math.max(0, n - (atMost.get(key) ?? 0));
    }
    const strangers = [...nullifiers].filter((nullifier) => !this.#reports.has(nullifier)).length;
    return { counted, lost: Math.max(forgotten, missing), doubled, strangers };
  }
}

export interface Audit {
  counted: number;
  lost: number;
  doubled: number;
  /** Remembered, but never sent. */
  strangers: number;
}

const NULLIFIER = { start: 4, end: 20 };

export const nullifierOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.subarray(NULLIFIER.start, NULLIFIER.end)).toString('hex');

function countKeyOf(bytes: Uint8Array): string {
  const report = decodeReport(bytes);
  if (typeof report === 'string') throw new Error(`no report: ${report}`);
  return `${report.cell}/${REPORTED_SYMPTOMS.indexOf(report.symptom)}/${Number(report.isPanel)}`;
}
