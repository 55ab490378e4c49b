import { CELLS } from '../../../lib/crowd/cells.ts';
import { REPORTED_SYMPTOMS } from '../../../lib/crowd/report.ts';
import { GRACE_SECONDS, SLOT_SECONDS } from '../../../lib/crowd/slot.ts';
import { MINUTES_KEPT } from '../../src/count/retention.ts';
import type { Day } from './day.ts';
import type { UnitCosts } from './unit-costs.ts';

const DAY_MINUTES = 24 * 60;
const YEAR_HOURS = 365 * 24;
/** The panel reports ok, the others trouble; a tenth of them are newcomers. */
const KINDS = [0.9, 0.1];

/**
 * Bytes on disk after a year. Reports are counted, not kept: what takes room are the different rows of a minute or hour, of
 * which there are ever fewer new ones the more reports there are. Places and symptoms are as uneven as things are: the
 * n-th is met 1/n times as often as the first.
 */
export function bytesAfterAYear({ reports, calmPerSecond }: Day, costs: UnitCosts): number {
  const aMinute = rowsOf(reports / DAY_MINUTES);
  const anHour = rowsOf(reports / 24);
  const open = calmPerSecond * (SLOT_SECONDS + GRACE_SECONDS);
  return (
    aMinute * MINUTES_KEPT * costs.countBytes + anHour * YEAR_HOURS * costs.hourBytes + open * costs.seenBytes
  );
}

/** How many different rows so many reports make. */
function rowsOf(reports: number): number {
  const [places, symptoms] = [harmonic(CELLS.length), harmonic(REPORTED_SYMPTOMS.length)];
  let rows = 0;
  for (const place of places)
    for (const symptom of symptoms)
      for (const kind of KINDS) rows += 1 - Math.exp(-reports * place * symptom * kind);
  return rows;
}

function harmonic(n: number): number[] {
  const parts = Array.from({ length: n }, (_, index) => 1 / (index + 1));
  const sum = parts.reduce((total, part) => total + part, 0);
  return parts.map((part) => part / sum);
}
