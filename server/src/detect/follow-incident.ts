import type { Count } from '../store/store.ts';
import type { Incident } from './incident.ts';
import { MAX_BACKDATE_MINUTES, ONSET_PEAK_PART, WINDOW_MINUTES } from './thresholds.ts';

/** The newest window, as far as an incident goes by it. */
export interface IncidentInput {
  isOutage: boolean;
  minute: number;
  /** Since when windows have been clear. */
  clearSince: number;
  /** Where an incident that is detected now began. */
  onsetMinute: number;
  problem: number;
  symptoms: readonly string[];
  cells: readonly string[];
}

/** Opens, goes on with or closes the incident; a closed one is returned once, with its end. */
export function followIncident(incident: Incident | undefined, input: IncidentInput): Incident | undefined {
  const { isOutage, minute, clearSince, problem } = input;
  if (!incident) return isOutage ? opened(input) : undefined;
  // A window that is clear again still holds the minutes before: the excess had ended by its start.
  if (!isOutage)
    return { ...incident, endMinute: Math.max(clearSince - WINDOW_MINUTES, incident.detectedMinute) };
  const isPeak = problem > incident.peakProblem;
  return {
    ...incident,
    peakProblem: isPeak ? problem : incident.peakProblem,
    peakMinute: isPeak ? minute : incident.peakMinute,
    symptoms: [...new Set([...incident.symptoms, ...input.symptoms])],
    cells: [...new Set([...incident.cells, ...input.cells])],
  };
}

const opened = ({ minute, onsetMinute: startMinute, problem, symptoms, cells }: IncidentInput): Incident => ({
  id: minute,
  startMinute,
  detectedMinute: minute,
  peakProblem: problem,
  peakMinute: minute,
  symptoms: [...symptoms],
  cells: [...cells],
});

/** Minutes without an excess that do not end its run: reports come in bursts. */
const MAX_PAUSE_MINUTES = 2;

/** The first minute of the run, up to now, of minutes that have more than twice the expected and are no mere trickle. */
export function onsetMinute(
  trouble: readonly Count[],
  devicesOf: (count: Count) => number,
  expectedPerWindow: number,
  nowMinute: number,
): number {
  const devices = new Map<number, number>();
  for (const count of trouble) devices.set(count.minute, (devices.get(count.minute) ?? 0) + devicesOf(count));
  const usual = (2 * expectedPerWindow) / WINDOW_MINUTES;
  const trickle = Math.max(0, ...devices.values()) * ONSET_PEAK_PART;
  let onset = nowMinute;
  for (let minute = nowMinute; minute > nowMinute - MAX_BACKDATE_MINUTES; minute -= 1) {
    if ((devices.get(minute) ?? 0) > Math.max(usual, trickle)) onset = minute;
    else if (onset - minute > MAX_PAUSE_MINUTES) break;
  }
  return onset;
}
