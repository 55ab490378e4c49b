import { VERDICTS } from '../detect/judge.ts';
import type { HistoryFile } from './history-file.ts';

/** The history for spreadsheets: a file of incidents and one of the time line's slots (RFC 4180, times in ISO 8601). */
export const historyCsv = ({ incidents, slots }: HistoryFile): { incidents: string; slots: string } => ({
  incidents: csvOf(
    ['start', 'end', 'last_seen', 'kind', 'ending', 'seen', 'signs'],
    incidents.map(({ startMs, endMs, lastSeenMs, verdict, ending, sights, witnesses }) => [
      iso(startMs),
      endMs === undefined ? '' : iso(endMs),
      iso(lastSeenMs),
      verdict,
      ending ?? '',
      sights.map(({ part, symptom }) => `${part}: ${symptom}`).join(', '),
      witnesses.join(', '),
    ]),
  ),
  slots: csvOf(
    ['start', ...VERDICTS.map((verdict) => `${verdict}_ms`), 'failed_loads'],
    slots.map(({ startMs, seenMs, failedLoads }) => [
      iso(startMs),
      ...VERDICTS.map((verdict) => String(seenMs[verdict] ?? 0)),
      String(failedLoads),
    ]),
  ),
});

const iso = (timeMs: number) => new Date(timeMs).toISOString();

const csvOf = (head: string[], rows: string[][]) =>
  [head, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');

const quoted = (field: string) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
