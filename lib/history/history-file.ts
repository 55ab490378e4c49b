import * as v from 'valibot';
import type { Incident } from '../incident/incident.ts';
import { changeRow, failedLoadRow, incidentRow, slotRow } from './rows.ts';

const FORMAT = 'feed-canary-history';
const VERSION = 1;

const DAY_MS = 86_400_000;

const historyFile = v.strictObject({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  exportedAtMs: v.number(),
  incidents: v.array(v.strictObject(v.omit(incidentRow, ['id', 'told']).entries)),
  slots: v.array(v.strictObject(slotRow.entries)),
  changes: v.array(v.strictObject(changeRow.entries)),
  failures: v.array(v.strictObject(failedLoadRow.entries)),
});

/** The history as people take it with them: what was seen of X, and nothing of where they were. */
export type HistoryFile = v.InferOutput<typeof historyFile>;

/** Why a file is no history: no JSON, not our file, from a newer version of Feed Canary, or rows that make no sense. */
export type HistoryFileProblem = 'not-json' | 'not-ours' | 'newer' | 'damaged';

export class HistoryFileError extends Error {
  readonly problem: HistoryFileProblem;

  constructor(problem: HistoryFileProblem) {
    super(`the history file is ${problem}`);
    this.problem = problem;
  }
}

/** What of the record goes into a file. */
export function historyFileOf(
  rows: Pick<HistoryFile, 'slots' | 'changes' | 'failures'> & { incidents: Incident[] },
  exportedAtMs: number,
): HistoryFile {
  const incidents = rows.incidents.map(({ id: _id, told: _told, ...incident }) => incident);
  return { format: FORMAT, version: VERSION, exportedAtMs, ...rows, incidents };
}

/**
 * Reads a file that a person chose.
 *
 * @throws HistoryFileError
 */
export function parseHistoryFile(text: string, nowMs: number): HistoryFile {
  const json = parseJson(text);
  const head = v.safeParse(v.object({ format: v.literal(FORMAT), version: v.number() }), json);
  if (!head.success) throw new HistoryFileError('not-ours');
  if (head.output.version > VERSION) throw new HistoryFileError('newer');
  const parsed = v.safeParse(historyFile, json);
  if (!parsed.success || !isPast(parsed.output, nowMs)) throw new HistoryFileError('damaged');
  return parsed.output;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HistoryFileError('not-json');
  }
}

/** Rows of the future would outlast every retention. Clocks of two machines may differ, but not by more than a day. */
function isPast({ exportedAtMs, incidents, slots, changes, failures }: HistoryFile, nowMs: number): boolean {
  const timesMs = [
    ...incidents.map(({ startMs, lastSeenMs, endMs = startMs }) => Math.max(startMs, lastSeenMs, endMs)),
    ...slots.map(({ startMs }) => startMs),
    ...changes.map(({ atMs }) => atMs),
    ...failures.map(({ atMs }) => atMs),
  ];
  return exportedAtMs <= nowMs + DAY_MS && timesMs.every((timeMs) => timeMs <= exportedAtMs);
}
