import type { Sight } from '../../detect/judge.ts';
import type { ReportedSymptom } from '../report.ts';

/** From what keeps most from readers to what keeps least. */
const BY_WEIGHT = [
  'unreachable',
  'server-error',
  'blank-page',
  'script-failure',
  'empty-feed',
  'timeline-error',
  'empty-list',
  'empty-profile',
  'stuck-loading',
  'rate-limited',
  'posting-failed',
] as const satisfies readonly Sight['symptom'][];

const IS_MAIN = new Set<Sight['part']>(['site', 'home-for-you', 'home-following']);

/**
 * The one symptom that a report tells of all that is seen: the heaviest on X's main pages. When only parts beside them
 * fail, it is what these have in common, and `partial` when that is nothing.
 */
export function reportedSymptomOf(sights: readonly Sight[]): ReportedSymptom | undefined {
  const main = sights.filter(({ part }) => IS_MAIN.has(part));
  if (main.length > 0) return BY_WEIGHT.find((symptom) => main.some((sight) => sight.symptom === symptom));
  const [first, ...others] = sights;
  return others.every(({ symptom }) => symptom === first?.symptom) ? first?.symptom : 'partial';
}
