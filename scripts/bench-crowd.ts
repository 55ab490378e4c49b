import { parseArgs } from 'node:util';
import { runAttacks } from '../server/bench/attack.ts';
import { runCalmYears } from '../server/bench/calm-year.ts';
import { runCountBenchmark } from '../server/bench/count-benchmark.ts';
import { runReplays, SIZES } from '../server/bench/replay.ts';
import { runSpeed } from '../server/bench/speed.ts';
import type { BenchResult } from '../tests/bench/part.ts';
import { headline, showResult } from '../tests/bench/show-result.ts';

/** Measures what the crowd's detector finds, and how often it is wrong. Tables on stdout, data in .output/bench/. */

/** What R said stays here from one run to the next. */
const REFERENCE_ANSWERS = '.output/bench/surveillance';

const { values } = parseArgs({
  options: {
    /** A few replicates, to see that it works. */
    quick: { type: 'boolean', default: false },
    /** Series of each of Noufaily's scenarios that R judges too. It takes half a second for each, once. */
    reference: { type: 'string' },
    /** One part alone: counts, replays, calm, attacks or speed. */
    only: { type: 'string' },
  },
});
const tell = (line: string) => console.error(line);
const reference = Number(values.reference ?? (values.quick ? 1 : 100));

const parts: Record<string, () => Promise<BenchResult>> = {
  counts: () =>
    runCountBenchmark({
      replicates: values.quick ? 4 : 100,
      referenceReplicates: reference,
      folder: REFERENCE_ANSWERS,
      tell,
    }),
  // Chance matters most where few report.
  replays: async () =>
    values.quick
      ? runReplays([1_000, 10_000], () => 2)
      : runReplays(SIZES, (installations) => Math.max(10, 200_000 / installations)),
  calm: async () => runCalmYears(values.quick ? [2_000] : [2_000, 20_000], values.quick ? 10 : 365),
  attacks: async () => runAttacks(values.quick ? [1_000] : SIZES),
  speed: async () => runSpeed(),
};

console.log(headline());
for (const [name, run] of Object.entries(parts)) {
  if (values.only && values.only !== name) continue;
  await showResult(`crowd-${name}`, await run(), values.quick);
}
