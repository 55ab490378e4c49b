import process from 'node:process';
import { parseArgs } from 'node:util';
import { measureCollector } from '../server/bench/collector.ts';
import { measureDetection } from '../tests/bench/detection.ts';
import { measureHistory } from '../tests/bench/history.ts';
import { measureOverhead } from '../tests/bench/overhead.ts';
import type { BenchPart } from '../tests/bench/part.ts';
import { headline, showResult } from '../tests/bench/show-result.ts';
import { writeTables } from '../tests/bench/write-tables.ts';
import { buildForTests } from './build/build-for-tests.ts';

/**
 * Runs all benchmarks, or those that are named (`npm run bench -- collector`): tables on stdout and into
 * docs/performance.md, data in .output/bench/, a file for each part. `--quick` for a short form, which leaves the document
 * alone.
 */
const DOCUMENT = 'docs/performance.md';

const PARTS: Record<string, BenchPart> = {
  detection: measureDetection,
  history: measureHistory,
  overhead: measureOverhead,
  collector: measureCollector,
};
const WITHOUT_EXTENSION = ['collector'];

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const names = positionals.length > 0 ? positionals : Object.keys(PARTS);
for (const name of names)
  if (!Object.hasOwn(PARTS, name))
    throw new Error(`There is no benchmark "${name}", only ${Object.keys(PARTS).join(', ')}`);
const tell = (line: string) => console.error(line);

if (names.some((name) => !WITHOUT_EXTENSION.includes(name))) {
  tell('Building the extension …');
  await buildForTests(['chromium', 'firefox']);
}
console.log(headline());
for (const [name, run] of Object.entries(PARTS)) {
  if (!names.includes(name)) continue;
  try {
    const result = await run({ isQuick: values.quick, tell });
    await showResult(name, result, values.quick);
    if (!values.quick) writeTables(DOCUMENT, name, result.tables);
  } catch (error) {
    console.error(`${name} failed:`, error);
    process.exitCode = 1;
  }
}
