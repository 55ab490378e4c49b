import { SLOT_SECONDS, slotAt } from '../../lib/crowd/slot.ts';
import type { Moment, Played } from './play.ts';
import type { CrowdOptions } from './start-crowd.ts';

/** What a play has shown, in words and figures. */
export interface JudgedPlay {
  /** Each acknowledged report counted once, and nothing else did. */
  isSound: boolean;
  lines: string[];
  figures: Record<string, unknown>;
}

/** The published share is of a window; until the truth has stood as long, they cannot be compared. */
const STEADY_MS = 20 * 60_000;
/** The truth may move so much within {@link STEADY_MS} and still be called steady. */
const STEADY_WITHIN = 0.03;

export function judgePlay(played: Played, { maxReportsPerSecond }: CrowdOptions): JudgedPlay {
  const { moments, ledger, counted, told, tookMs } = played;
  const doubledOrLost = counted - ledger.acknowledged;
  const isSound = doubledOrLost === 0 && told.waiting === 0;
  const load = highestLoad(moments);
  const compared = moments.filter((_moment, index) => isSteady(moments, index)).flatMap(coverageOf);
  const covered = compared.filter((isWithin) => isWithin).length;
  const firstMs = (status: Moment['status']['status']) =>
    moments.find((one) => one.status.status === status)?.atMs;
  const onsetMs = moments.find(({ looking, troubled }) => troubled > 0.02 * looking && troubled > 3)?.atMs;
  const delay = (atMs: number | undefined) =>
    atMs === undefined || onsetMs === undefined ? undefined : (atMs - onsetMs) / 60_000;
  const figures = {
    sent: ledger.sent,
    attempts: ledger.attempts,
    acknowledged: ledger.acknowledged,
    counted,
    doubledOrLost,
    answers: ledger.answers,
    told,
    highestLoadPerSecond: load,
    maxReportsPerSecond,
    minutesToElevated: delay(firstMs('elevated')),
    minutesToOutage: delay(firstMs('outage')),
    shares: { compared: compared.length, covered },
    tookS: Math.round(tookMs / 1000),
  };
  return {
    isSound,
    figures,
    lines: [
      `Reports: ${ledger.sent} sent in ${ledger.attempts} attempts, ${ledger.acknowledged} acknowledged, ${counted} counted${doubledOrLost === 0 ? '' : ` (${doubledOrLost} TOO MANY OR TOO FEW)`}.`,
      `Answers: ${Object.entries(ledger.answers)
        .map(([answer, n]) => `${answer}: ${n}`)
        .join(', ')}.`,
      `Installations tell: ${told.delivered} delivered, ${told.dropped} dropped, ${told.waiting} still waiting.`,
      `Load: ${load.toFixed(2)} reports/s in the fullest quarter of an hour; directed to stay below ${maxReportsPerSecond}.`,
      `Share: ${covered} of ${compared.length} published intervals held the true share while that was steady.`,
      `It took ${(tookMs / 1000).toFixed(0)} s.`,
    ],
  };
}

function highestLoad(moments: readonly Moment[]): number {
  const bySlot = Map.groupBy(moments, ({ atMs }) => slotAt(atMs));
  const sums = [...bySlot.values()].map((own) =>
    own.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
  );
  return Math.max(0, ...sums) / SLOT_SECONDS;
}

const trueShare = ({ looking, troubled }: Moment) => (looking === 0 ? 0 : troubled / looking);

function isSteady(moments: readonly Moment[], index: number): boolean {
  const { atMs = 0 } = moments[index] ?? {};
  const lately = moments.slice(0, index + 1).filter((one) => atMs - one.atMs <= STEADY_MS);
  if ((lately[0]?.atMs ?? atMs) > atMs - STEADY_MS + 15_000) return false;
  const shares = lately.map(trueShare);
  return Math.max(...shares) - Math.min(...shares) <= STEADY_WITHIN;
}

/** Nothing when no share was published. */
function coverageOf({ status, ...moment }: Moment): boolean[] {
  const { shareLow, shareHigh } = status;
  if (shareLow === null || shareHigh === null) return [];
  const share = trueShare({ status, ...moment });
  return [shareLow <= share && share <= shareHigh];
}
