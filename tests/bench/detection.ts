import type { Engine } from '../../scripts/browser/find.ts';
import { findScenario } from '../fake-x/scenarios/index.ts';
import { CORE } from '../suite/core.ts';
import type { Played } from '../suite/play-scenario.ts';
import { runSuite } from '../suite/run-suite.ts';
import type { BenchPart } from './part.ts';

/** Browsers at a time: few enough that waiting for a processor does not count as detection time. */
const AT_ONCE = 3;

/** English, the language of the story's readers, and one that runs from right to left. */
const RUNS: { engine: Engine; locale: string }[] = [
  { engine: 'chromium', locale: 'en' },
  { engine: 'chromium', locale: 'bn' },
  { engine: 'chromium', locale: 'ar' },
  { engine: 'firefox', locale: 'en' },
];

/** What the detector makes of each core scenario, in several languages and both browsers, and how soon. */
export const measureDetection: BenchPart = async ({ isQuick, tell }) => {
  const runs = isQuick ? RUNS.slice(0, 1) : RUNS;
  const results: (Played & { engine: Engine; locale: string })[] = [];
  for (const { engine, locale } of runs) {
    tell(`detection: ${engine}, ${locale} …`);
    const played = await runSuite(CORE.map(findScenario), { engine, x: { locale }, atOnce: AT_ONCE });
    results.push(...played.map((row) => ({ ...row, engine, locale })));
  }
  const seconds = (ms: number | undefined) => (ms ? `${(ms / 1000).toFixed(1)} s` : '–');
  return {
    tables: [
      {
        title: 'Detection',
        columns: ['browser', 'language', 'verdict', 'to suspected', 'to outage', 'told right'],
        rows: results.map((row) => [
          `${row.scenario} / ${row.phase}`,
          row.engine,
          row.locale,
          row.reason || row.verdict,
          seconds(row.toSuspectedMs),
          seconds(row.toOutageMs),
          row.faults.length === 0 ? 'yes' : row.faults.join('; '),
        ]),
        notes: ['Times run from the first evidence; the reader goes on to the next page every 4 s.'],
      },
    ],
    figures: { results },
  };
};
