import { readFileSync } from 'node:fs';
import { createRandom, type Random } from './random.ts';

/**
 * The simulation of Noufaily et al., "An improved algorithm for outbreak detection in multiple surveillance systems",
 * Statistics in Medicine 32 (2013) 1206-1222, written from its description. Weeks are counted from 1.
 */
export const WEEKS = 624;
const BASELINE_START = 313;
export const TEST_START = 576;

export interface Scenario {
  n: number;
  theta: number;
  phi: number;
  beta: number;
  gamma1: number;
  gamma2: number;
  m: number;
  /** One of the 28 whose false positive rates were published (AEDDO); the others have two harmonics. */
  isPublished: boolean;
}

/**
 * `stated`: variance phi * mu, as the paper says. `as-coded`: what the script behind the published rates draws, a size of
 * (1 + mu) / phi, and with it a variance of mu + phi * mu^2 / (1 + mu).
 */
export type Generator = 'stated' | 'as-coded';

/** One run: the same weeks without and with an outbreak among those that are tested. */
export interface SimulatedSeries {
  scenario: number;
  /** Size of the outbreak, in standard deviations of the baseline. */
  k: number;
  /** Past outbreaks in the baseline, none in the test weeks. */
  calm: number[];
  /** The same with an outbreak. */
  outbreak: number[];
  /** First and last week with a case of the outbreak. */
  start: number;
  end: number;
}

export function readScenarios(): Scenario[] {
  const [, ...lines] = readFileSync(new URL('data/noufaily-2013.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => {
    const [n = 0, theta = 0, phi = 1, beta = 0, gamma1 = 0, gamma2 = 0, m = 0, , isPublished] = line
      .split(',')
      .map(Number);
    return { n, theta, phi, beta, gamma1, gamma2, m, isPublished: isPublished === 1 };
  });
}

const PAST_SIZES = [2, 3, 5, 10];
const PAST_OUTBREAKS = 4;
const TEST_SIZES = 10;

export function simulate(
  scenario: Scenario,
  options: { generator: Generator; replicate: number; hasPastOutbreaks: boolean },
): SimulatedSeries {
  const { generator, replicate, hasPastOutbreaks } = options;
  const random = createRandom(scenario.n * 100_003 + replicate * 17 + (generator === 'stated' ? 0 : 7));
  const drawn = Array.from({ length: WEEKS }, (_, index) => draw(scenario, index + 1, generator, random));
  const casesFrom = (k: number, start: number) =>
    casesOf(k * baselineDeviation(scenario, start, generator, drawn), start, random);

  const calm = [...drawn];
  for (let i = 0; i < PAST_OUTBREAKS; i += 1) {
    const k = PAST_SIZES[Math.floor(random.uniform() * PAST_SIZES.length)] ?? 2;
    const start = BASELINE_START + Math.floor(random.uniform() * (TEST_START - BASELINE_START));
    const cases = casesFrom(k, start).filter((week) => week < TEST_START);
    if (hasPastOutbreaks) for (const week of cases) addCase(calm, week);
  }
  // Seven is prime to ten: few replicates have small and large outbreaks too.
  const k = 1 + ((7 * replicate + scenario.n) % TEST_SIZES);
  const start = TEST_START + Math.floor(random.uniform() * (WEEKS - TEST_START + 1));
  // An outbreak without a case is none.
  let cases: number[] = [];
  while (cases.length === 0) cases = casesFrom(k, start);
  // As the published script has it: what would come after the end comes in the last week.
  cases = cases.map((week) => Math.min(week, WEEKS));
  const outbreak = [...calm];
  for (const week of cases) addCase(outbreak, week);
  return { scenario: scenario.n, k, calm, outbreak, start: Math.min(...cases), end: Math.max(...cases) };
}

function addCase(counts: number[], week: number): void {
  counts[week - 1] = (counts[week - 1] ?? 0) + 1;
}

function meanAt({ theta, beta, gamma1, gamma2, m }: Scenario, week: number): number {
  let eta = theta + beta * week;
  for (let j = 1; j <= m; j += 1) {
    const angle = (2 * Math.PI * j * week) / 52;
    eta += gamma1 * Math.cos(angle) + gamma2 * Math.sin(angle);
  }
  return Math.exp(eta);
}

function draw(scenario: Scenario, week: number, generator: Generator, random: Random): number {
  const { phi } = scenario;
  const mean = meanAt(scenario, week);
  return random.negativeBinomial(mean, generator === 'stated' ? phi : 1 + (phi * mean) / (1 + mean));
}

/** The standard deviation of the baseline: by the text that of the week, by the script that of the whole series. */
function baselineDeviation(
  scenario: Scenario,
  week: number,
  generator: Generator,
  drawn: readonly number[],
): number {
  if (generator === 'stated') return Math.sqrt(scenario.phi * meanAt(scenario, week));
  const mean = drawn.reduce((sum, count) => sum + count, 0) / drawn.length;
  return Math.sqrt(drawn.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (drawn.length - 1));
}

/** The weeks of an outbreak's cases: half in its first week, 42 % in the second. */
function casesOf(expectedSize: number, start: number, random: Random): number[] {
  const size = random.poisson(expectedSize);
  return Array.from({ length: size }, () => start + Math.floor(Math.exp(0.5 * random.normal())));
}
