import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { runCountBenchmark } from '../server/bench/count-benchmark.ts';
import { describeMachine } from '../tests/bench/machine.ts';
import type { BenchResult } from '../tests/bench/part.ts';
import { formatTable } from '../tests/bench/table.ts';

/** Measures what the crowd's detector finds, and how often it is wrong. Tables on stdout, data in .output/bench/. */

const RESULTS = '.output/bench';

const { values } = parseArgs({
  options: {
    /** A few replicates, to see that it works. */
    quick: { type: 'boolean', default: false },
    /** Series of each of Noufaily's scenarios that R judges too. It takes more than a second for each. */
    reference: { type: 'string' },
    /** One part alone: counts. */
    only: { type: 'string' },
  },
});
const tell = (line: string) => console.error(line);
const reference = Number(values.reference ?? (values.quick ? 1 : 100));

const parts: Record<string, () => Promise<BenchResult>> = {
  counts: () =>
    runCountBenchmark({ replicates: values.quick ? 4 : 100, referenceReplicates: reference, tell }),
};

await mkdir(RESULTS, { recursive: true });
const machine = describeMachine();
const date = new Date().toISOString();
console.log(`${date}, ${machine.cores} cores, ${machine.model}, ${machine.system}, Node ${machine.node}\n`);
for (const [name, run] of Object.entries(parts)) {
  if (values.only && values.only !== name) continue;
  const { tables, figures } = await run();
  for (const table of tables) console.log(formatTable(table));
  const file = `${RESULTS}/crowd-${name}.json`;
  await writeFile(file, `${JSON.stringify({ date, machine, isQuick: values.quick, ...figures }, null, 2)}\n`);
  tell(`${name}: figures are in ${file}`);
}
