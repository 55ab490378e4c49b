import { exit } from 'node:process';
import { parseArgs } from 'node:util';
import { loadPhrases } from '../tests/fake-x/phrases/load-phrases.ts';
import type { Era, Layout } from '../tests/fake-x/scenario.ts';
import { findScenario, scenarios } from '../tests/fake-x/scenarios/index.ts';
import type { Played } from '../tests/suite/play-scenario.ts';
import { runSuite } from '../tests/suite/run-suite.ts';
import { buildForTests } from './build/build-for-tests.ts';

/** Plays every scenario of the simulated X and compares the verdicts with the truth it states. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    browser: { type: 'string', default: 'chromium' },
    locale: { type: 'string', default: 'en' },
    phrases: { type: 'string' }, // a table of X's texts, for locales that are not built in
    era: { type: 'string' },
    layout: { type: 'string' },
    'at-once': { type: 'string', default: '4' },
  },
});
const engine = values.browser === 'firefox' ? 'firefox' : 'chromium';
const wanted = positionals.length > 0 ? positionals.map(findScenario) : scenarios;

await buildForTests([engine]);
const played = await runSuite(wanted, {
  engine,
  x: {
    locale: values.locale,
    // not given: each scenario has its own
    ...(values.era ? { era: values.era as Era } : {}),
    ...(values.layout ? { layout: values.layout as Layout } : {}),
    ...(values.phrases ? { phrases: loadPhrases(values.phrases) } : {}),
  },
  atOnce: Number(values['at-once']),
  onPlayed: (row) => console.log(line(row)),
});
const faulty = played.filter(({ faults }) => faults.length > 0);
console.log(`\n${played.length} phases, ${faulty.length} told wrong`);
for (const row of faulty) console.log(line(row));
exit(faulty.length > 0 ? 1 : 0);

function line({ scenario, phase, verdict, expected, symptoms, parts, faults, ...times }: Played): string {
  const seconds = (ms: number | undefined) => (ms === undefined ? '' : `${(ms / 1000).toFixed(1)} s`);
  const found = [symptoms.join(' '), parts.join(' ')].filter(Boolean).join(' @ ');
  return [
    faults.length > 0 ? '✗' : '✓',
    `${scenario} / ${phase}`.padEnd(42),
    `${verdict} (${expected})`.padEnd(28),
    `${seconds(times.toSuspectedMs)} ${seconds(times.toOutageMs)}`.padEnd(16),
    found,
    faults.join('; '),
  ].join('  ');
}
