import type { Page } from 'puppeteer-core';
import { type Judgement, judge, type Verdict } from '../../lib/detect/judge.ts';
import { SETTLED_AFTER_MS } from '../../lib/detect/thresholds.ts';
import { type Session, seconds } from '../e2e/support/session.ts';
import type { Phase, Scenario } from '../fake-x/scenario.ts';
import type { Truth } from '../fake-x/truth.ts';
import { visit } from '../fake-x/visit.ts';

/** What a detector made of one phase of a scenario. */
export interface Played {
  scenario: string;
  phase: string;
  expected: string;
  verdict: Verdict;
  reason: string;
  symptoms: string[];
  parts: string[];
  witnesses: string[];
  /** From the first evidence of trouble until the verdict, in ms. */
  toSuspectedMs?: number;
  toOutageMs?: number;
  /** What is wrong with it; empty when it tells the truth. */
  faults: string[];
}

/** How long a reader looks at a page before going on: it loads, and what it shows settles. */
const LOOK_S = 4;
/** A busy machine may draw so much later. */
const LATEST_S = 4;
const OPENS_A_PAGE = /^(\/|tab:|follow:|reload$)/;
/** Long enough for twenty visible seconds to pass and to be told. */
const LONGEST_STAY_S = 24;
/** Between two looks at the verdict. */
const POLL_S = 0.25;

/**
 * Plays all phases of a scenario that say what is true, one after the other, in one tab. After a phase in trouble the
 * next one may begin in trouble, until X is seen to work.
 */
export async function playScenario(session: Session, scenario: Scenario): Promise<Played[]> {
  await session.x.play(scenario);
  const page = await session.openX('/about:nothing');
  const played: Played[] = [];
  let wasTrouble = false;
  for (const phase of scenario.phases) {
    if (!phase.expected) continue;
    await session.x.enter(phase.name);
    const row = await playPhase(session, page, scenario.name, phase, phase.expected, wasTrouble);
    played.push(row);
    wasTrouble =
      row.verdict !== 'working' &&
      (wasTrouble || row.toSuspectedMs !== undefined || row.toOutageMs !== undefined);
  }
  await page.close();
  return played;
}

async function playPhase(
  session: Session,
  page: Page,
  scenario: string,
  phase: Phase,
  truth: Truth,
  wasTrouble: boolean,
): Promise<Played> {
  const fair = new Set<Verdict>([truth.verdict, ...(truth.alsoFair ?? [])]);
  const watch = new VerdictWatch(session);
  for (const step of phase.visit ?? []) {
    const startMs = Date.now();
    await visit(page, step);
    await seconds(LOOK_S);
    if (OPENS_A_PAGE.test(step)) await untilSeen(session, startMs);
    await watch.look();
  }
  const deadlineMs = Date.now() + LONGEST_STAY_S * 1000;
  const isCalm = truth.verdict !== 'outage' && truth.verdict !== 'suspected';
  while (Date.now() < deadlineMs) {
    const { verdict } = await watch.look();
    // A calm phase is watched to its end for false alarms; one that follows trouble ends with the recovery.
    if (verdict === truth.verdict && (!isCalm || wasTrouble) && !missesTruth(watch.last, truth)) break;
    await seconds(POLL_S);
  }
  return report(scenario, phase.name, truth, fair, watch, wasTrouble);
}

/** A reader looks at a page until it is drawn: here until it has been told of, or nothing will be. */
async function untilSeen(session: Session, startMs: number): Promise<void> {
  const deadlineMs = Date.now() + LATEST_S * 1000;
  while (Date.now() < deadlineMs) {
    const { stretches, loads } = await session.evidence();
    const hasFailed = loads.some(({ atMs, failure }) => failure !== 'none' && atMs > startMs);
    const isSettled = stretches.some(
      ({ lastAtMs, state, visibleMs }) =>
        lastAtMs > startMs && (state === 'posts' || visibleMs >= SETTLED_AFTER_MS),
    );
    if (hasFailed || isSettled) return;
    await seconds(POLL_S);
  }
}

const symptomsOf = (judgement: Judgement) => [...new Set(judgement.sights.map(({ symptom }) => symptom))];
const partsOf = (judgement: Judgement) => [...new Set(judgement.sights.map(({ part }) => part))];

/** Symptoms and parts the truth names and the judgement lacks; own limits and media are no symptoms of ours. */
function missesTruth(judgement: Judgement, { symptoms = [], parts = [] }: Truth): string {
  const lacks = [
    ...symptoms.filter((symptom) => !(symptomsOf(judgement) as string[]).includes(symptom)),
    ...parts.filter((part) => !(partsOf(judgement) as string[]).includes(part)),
  ];
  return lacks.join(', ');
}

function report(
  scenario: string,
  phase: string,
  truth: Truth,
  fair: Set<Verdict>,
  watch: VerdictWatch,
  wasTrouble: boolean,
): Played {
  const { last } = watch;
  const faults: string[] = [];
  if (!fair.has(last.verdict)) faults.push(`says ${last.verdict}`);
  if (last.verdict === truth.verdict && last.verdict === 'outage') {
    const lacking = missesTruth(last, truth);
    if (lacking) faults.push(`lacks ${lacking}`);
  }
  if (truth.reason && last.verdict === truth.verdict && last.reason !== truth.reason && !truth.alsoFair)
    faults.push(`gives ${last.reason} as reason`);
  const alarms = (['suspected', 'outage'] as const).filter(
    (verdict) => watch.seen.has(verdict) && !fair.has(verdict),
  );
  const isExpectedTrouble = truth.verdict === 'outage' || wasTrouble;
  if (!isExpectedTrouble) faults.push(...alarms.map((verdict) => `false alarm: ${verdict}`));
  return {
    scenario,
    phase,
    expected: [...fair].join('/'),
    verdict: last.verdict,
    reason: last.reason ?? '',
    symptoms: symptomsOf(last),
    parts: partsOf(last),
    witnesses: last.witnesses,
    ...(watch.seen.has('suspected') ? { toSuspectedMs: watch.seen.get('suspected') ?? 0 } : {}),
    ...(watch.seen.has('outage') ? { toOutageMs: watch.seen.get('outage') ?? 0 } : {}),
    faults,
  };
}

/** Looks at the verdict again and again, and keeps when each was first seen. */
class VerdictWatch {
  /** For each verdict, how long after the trouble's first evidence it was there; 0 without trouble. */
  readonly seen = new Map<Verdict, number>();
  readonly #session: Session;
  #last: Judgement | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  get last(): Judgement {
    if (!this.#last) throw new Error('nobody has looked yet');
    return this.#last;
  }

  async look(): Promise<Judgement> {
    const nowMs = Date.now();
    const judgement = judge(await this.#session.evidence(), nowMs);
    this.#last = judgement;
    if (!this.seen.has(judgement.verdict))
      this.seen.set(judgement.verdict, judgement.sinceMs === undefined ? 0 : nowMs - judgement.sinceMs);
    return judgement;
  }
}
