import { WORLD_CELL } from '../../../lib/crowd/cells.ts';
import { REPORTED_SYMPTOMS } from '../../../lib/crowd/report.ts';
import { firstMinuteOf, GRACE_SECONDS, slotAt, slotOfMinute } from '../../../lib/crowd/slot.ts';
import { devicesOf, figuresOf, isTrouble, type RatesBySlot } from '../count/figures.ts';
import { directSampling } from '../count/sampling.ts';
import { followIncident, onsetMinute } from '../detect/follow-incident.ts';
import type { Incident } from '../detect/incident.ts';
import { type CrowdStatus, type Evidence, judgeWindow, type WindowVerdict } from '../detect/judge-window.ts';
import { followLately } from '../detect/lately.ts';
import { shareNow } from '../detect/share.ts';
import { isSpread } from '../detect/spread.ts';
import { WINDOW_MINUTES } from '../detect/thresholds.ts';
import { follow, type Track } from '../detect/track.ts';
import type { Count } from '../store/store.ts';
import {
  gatherEvidence,
  heardIn,
  usualWithout,
  type WindowEvidence,
  withoutCell,
  withoutFloods,
  withWorldsDevices,
} from './gather-evidence.ts';
import { isoOfMinute, roundShare } from './history.ts';
import {
  type Baseline,
  type CellStatus,
  type HistoryPoint,
  type HistoryWindow,
  type Memory,
  type PublishedIncident,
  type Signing,
  SNAPSHOT_FORMAT,
  type Snapshot,
  type Status,
  UNSIGNED,
} from './snapshot.ts';
import { codeOf, devicesAtLeast, groupCells, MIN_DEVICES, roundCount } from './suppress.ts';

export interface SnapshotInput {
  nowMs: number;
  /** Of the minutes since {@link firstMinuteNeeded}. */
  counts: readonly Count[];
  rates: RatesBySlot;
  baseline: Baseline;
  history: Record<HistoryWindow, HistoryPoint[]>;
  /** Of the last 90 days, newest first. */
  incidents: readonly Incident[];
  maxReportsPerSecond: number;
  signing?: Signing;
}

/** What a new snapshot is made of, and the incident it opened, went on with or closed. */
export interface Made {
  snapshot: Snapshot;
  changed?: Incident;
}

/** The newest slot that takes no reports any more. */
const closedSlotAt = (nowMs: number): number => slotAt(nowMs - GRACE_SECONDS * 1000) - 1;

/** From which minute on counts are needed. */
export const firstMinuteNeeded = (nowMs: number): number => firstMinuteOf(closedSlotAt(nowMs));

/** Makes what is published out of what was counted. Pure: the same for every collector that has the same counts. */
export function nextSnapshot(memory: Memory | undefined, input: SnapshotInput): Made {
  const { nowMs, counts, baseline } = input;
  const minute = Math.floor(nowMs / 60_000);
  const slot = slotAt(nowMs);
  const closedSlot = closedSlotAt(nowMs);
  const slotRates =
    input.rates.get(slot) ??
    directSampling(isAlarm(memory?.world.status), devicesInUse(input), input.maxReportsPerSecond);
  const rates = new Map(input.rates).set(slot, slotRates);
  const now = withoutFloods({
    minute,
    minutePart: ((nowMs % 60_000) + 1) / 60_000,
    window: isAlarm(memory?.world.status) ? fullerWindow(counts, minute, rates) : windowUntil(counts, minute),
    closed: counts.filter((count) => slotOfMinute(count.minute) === closedSlot),
    rates,
  });
  const world = withLately(gatherEvidence(now, baseline.world ? [baseline.world] : []), memory?.world);
  const [windowOf, closedOf] = [byCell(now.window), byCell(now.closed)];
  const heardOf = new Map(
    [...windowOf.keys(), ...closedOf.keys()].map((cell) => [
      cell,
      heardIn(windowOf.get(cell) ?? [], closedOf.get(cell) ?? []),
    ]),
  );
  const cells = groupCells(heardOf).map(({ cell, members }) => {
    const usual = members.map((member) => baseline.cells[member]).filter((one) => one !== undefined);
    const ofMembers = (counts: ReadonlyMap<number, Count[]>) =>
      members.flatMap((member) => counts.get(member) ?? []);
    const own = { ...now, window: ofMembers(windowOf), closed: ofMembers(closedOf) };
    const before = memory?.cells[cell];
    const evidence = withLately(withWorldsDevices(gatherEvidence(own, usual), world), before);
    return { cell, evidence, track: trackOf(before, judgeWindow(evidence), evidence, minute) };
  });

  const verdict = judgeWindow(world);
  const trouble = now.window.filter(isTrouble);
  const restOf = (cell: number) => gatherEvidence(withoutCell(now, cell), usualWithout(baseline, cell));
  const isLocal = verdict.status === 'outage' && !isSpread(troubleByCell(trouble, rates), restOf);
  const ownVerdict = isLocal ? { ...verdict, status: 'elevated' as const } : verdict;
  // What was learnt of the last minutes may be lost, such as by an upgrade or a restore: an incident on record goes on
  // until it is clear for as long as any other.
  const goingOn = memory?.incident ?? input.incidents.find(({ endMinute }) => endMinute === undefined);
  const before: Track | undefined =
    memory?.world ?? (goingOn && { status: 'outage', sinceMinute: goingOn.detectedMinute });
  const worldTrack = trackOf(before, ownVerdict, world, minute);
  const symptoms = symptomsOf(trouble, rates);
  const incident = followIncident(goingOn, {
    isOutage: worldTrack.status === 'outage',
    minute,
    clearSince: worldTrack.clearSince ?? minute,
    onsetMinute: onsetMinute(trouble, (count) => devicesOf(count, rates), world.expected?.mean ?? 0, minute),
    problem: roundCount(world.problem),
    symptoms: symptoms.map(({ symptom }) => symptom),
    cells: cells.filter(({ track }) => isAlarm(track.status)).map(({ cell }) => codeOf(cell)),
  });
  const ongoing = incident?.endMinute === undefined ? incident : undefined;
  const incidents = incident
    ? [incident, ...input.incidents.filter(({ id }) => id !== incident.id)]
    : input.incidents;

  const status: Status = {
    ...statusOf(worldTrack, world, minute),
    updatedAt: new Date(nowMs).toISOString(),
    windowMinutes: WINDOW_MINUTES,
    symptoms,
    cells: cells.map(({ cell, evidence, track }) => cellStatusOf(cell, evidence, track)),
    incident: ongoing ? idOf(ongoing) : null,
    sampling: { slot, ...slotRates },
    ...(input.signing ?? UNSIGNED),
  };
  return {
    snapshot: {
      format: SNAPSHOT_FORMAT,
      atMs: nowMs,
      status,
      history: input.history,
      incidents: incidents.map(publishedIncident),
      memory: {
        world: worldTrack,
        cells: Object.fromEntries(cells.map(({ cell, track }) => [cell, track])),
        ...(ongoing && { incident: ongoing }),
        baseline,
      },
    },
    ...(incident && { changed: incident }),
  };
}

const windowUntil = (counts: readonly Count[], minute: number): Count[] =>
  counts.filter((count) => count.minute > minute - WINDOW_MINUTES && count.minute <= minute);

/**
 * The window until now, or until the last full minute if that holds more trouble. Who has trouble all the time speaks up in
 * the same minute of each slot, most in the first: until they have done so again, they would be missing.
 */
function fullerWindow(counts: readonly Count[], minute: number, rates: RatesBySlot): Count[] {
  const [untilNow, full] = [windowUntil(counts, minute), windowUntil(counts, minute - 1)];
  return figuresOf(full, rates).problem > figuresOf(untilNow, rates).problem ? full : untilNow;
}

const withLately = (evidence: WindowEvidence, { lately }: Partial<Track> = {}): WindowEvidence =>
  lately ? { ...evidence, lately: lately.problem } : evidence;

function trackOf(
  before: Track | undefined,
  verdict: WindowVerdict,
  { problem, expected }: Evidence,
  minute: number,
): Track {
  const lately = followLately(before ?? {}, problem, expected?.mean, minute);
  return { ...follow(before, verdict, minute), ...(lately && { lately }) };
}

const isAlarm = (status: CrowdStatus | undefined) => status === 'elevated' || status === 'outage';

/**
 * Devices that used X in the newest slot that takes no reports any more. Of a slot that has only just ended the healthy
 * devices have still to tell, and hardly anybody would seem to be there.
 */
function devicesInUse({ nowMs, counts, rates }: SnapshotInput): number {
  const closed = closedSlotAt(nowMs);
  const { ok, problem } = figuresOf(
    counts.filter((count) => slotOfMinute(count.minute) === closed),
    rates,
  );
  return ok > 0 ? ok + problem : 0;
}

const byCell = (counts: readonly Count[]) => Map.groupBy(counts, ({ cell }) => cell);

const troubleByCell = (trouble: readonly Count[], rates: RatesBySlot) =>
  [...byCell(trouble)].map(([cell, own]) => ({
    cell,
    isPlace: cell !== WORLD_CELL,
    problem: figuresOf(own, rates).problem,
  }));

function symptomsOf(trouble: readonly Count[], rates: RatesBySlot): { symptom: string; n: number }[] {
  return [...Map.groupBy(trouble, ({ symptom }) => symptom)]
    .filter(([_symptom, counts]) => devicesAtLeast(counts) >= MIN_DEVICES)
    .map(([symptom, counts]) => ({ symptom: REPORTED_SYMPTOMS[symptom] ?? '', ...figuresOf(counts, rates) }))
    .sort((a, b) => b.problem - a.problem)
    .map(({ symptom, problem }) => ({ symptom, n: roundCount(problem) }));
}

function statusOf({ status, sinceMinute }: Track, evidence: WindowEvidence, minute: number) {
  const isShown = evidence.heard >= MIN_DEVICES;
  const share = isShown ? shareNow(evidence) : undefined;
  return {
    status,
    since: isoOfMinute(Math.min(sinceMinute, minute)),
    problem: isShown ? roundCount(evidence.problem) : null,
    ok: isShown ? roundCount(evidence.ok) : null,
    share: share ? roundShare(share.share) : null,
    shareLow: share ? roundShare(share.low) : null,
    shareHigh: share ? roundShare(share.high) : null,
    expected: evidence.expected === undefined ? null : Math.round(evidence.expected.mean),
  };
}

function cellStatusOf(cell: number, evidence: WindowEvidence, { status }: Track): CellStatus {
  const share = shareNow(evidence);
  return {
    cell: codeOf(cell),
    status,
    problem: roundCount(evidence.problem),
    ok: roundCount(evidence.ok),
    share: share ? roundShare(share.share) : null,
    expected: evidence.expected === undefined ? null : Math.round(evidence.expected.mean),
  };
}

/** Readable, and an address of the incident that never changes. */
const idOf = ({ id }: Incident): string => isoOfMinute(id).slice(0, 16).replace(':', '');

const publishedIncident = (incident: Incident): PublishedIncident => ({
  id: idOf(incident),
  start: isoOfMinute(incident.startMinute),
  detected: isoOfMinute(incident.detectedMinute),
  end: incident.endMinute === undefined ? null : isoOfMinute(incident.endMinute),
  peak: { at: isoOfMinute(incident.peakMinute), problem: incident.peakProblem },
  symptoms: incident.symptoms,
  cells: incident.cells,
});
