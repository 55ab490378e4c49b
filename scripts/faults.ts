import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { describeMachine, machineWords } from '../tests/bench/machine.ts';
import { markdownTable, replaceMarked } from '../tests/bench/markdown.ts';
import { formatTable } from '../tests/bench/table.ts';
import { faultTable } from '../tests/faults/fault-table.ts';
import { FAULTS } from '../tests/faults/faults.ts';
import { type FaultResult, isWithstood, tryFault } from '../tests/faults/try-fault.ts';

/**
 * Breaks everything there is to break, and tells what was lost, doubled, and how soon it was well again. Ends with exit
 * code 1 unless all was withstood. The long form takes an hour and writes its table into docs/reliability.md; results
 * are kept in .output/faults.json, so that `--only WORD` can do it in pieces. `--short` is what `npm test` runs;
 * `--tries N` for another number; `--list` names the faults.
 */

const RESULTS = '.output/faults.json';
const DOCUMENT = 'docs/reliability.md';

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [''] },
    tries: { type: 'string' },
    list: { type: 'boolean', default: false },
  },
});
if (values.tries !== undefined && !/^[1-9]\d*$/.test(values.tries))
  throw new Error('--tries takes a whole number, for example --tries 3');
const form = values.short ? 'short' : 'long';
const triesOf = (tries: { long: number; short: number }) => Number(values.tries ?? tries[form]);
const wanted = FAULTS.filter(({ name, area, tries }) => {
  const words = `${area} ${name}`.toLowerCase();
  return triesOf(tries) > 0 && values.only.some((word) => words.includes(word.toLowerCase()));
});

/** A result with the day it is of. */
interface Kept extends FaultResult {
  date: string;
}

if (values.list) {
  for (const { name, area, tries } of FAULTS) console.log(`${area}: ${name} (${tries.long}, ${tries.short})`);
} else {
  const results: Kept[] = [];
  for (const fault of wanted) {
    const tries = triesOf(fault.tries);
    process.stderr.write(`${fault.name}, ${tries} …`);
    const result = await tryFault(fault, tries);
    console.error(` ${result.seconds} s${isWithstood(result) ? '' : ', NOT WITHSTOOD'}`);
    for (const complaint of result.complaints) console.error(`  ${complaint}`);
    results.push({ date: new Date().toISOString().slice(0, 10), ...result });
    if (form === 'long') keep(results);
  }
  console.log(formatTable(faultTable(`Faults, ${form} form`, results)));
  process.exitCode = results.every(isWithstood) && results.length > 0 ? 0 : 1;
}

/** Puts new results in the place of older ones of the same faults, and the table of all into the document. */
function keep(results: readonly Kept[]): void {
  const byName = new Map([...readKept(), ...results].map((result) => [result.name, result]));
  const all = FAULTS.map(({ name }) => byName.get(name)).filter((result) => result !== undefined);
  mkdirSync('.output', { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify({ machine: describeMachine(), results: all }, null, 2)}\n`);
  const days = [...new Set(all.map(({ date }) => date))].sort();
  const when = days.length > 1 ? `${days[0]} to ${days.at(-1)}` : days[0];
  const content = `${when}, ${machineWords()}:\n\n${markdownTable(faultTable('', all))}`;
  writeFileSync(DOCUMENT, replaceMarked(readFileSync(DOCUMENT, 'utf8'), 'faults', content));
}

function readKept(): Kept[] {
  try {
    return JSON.parse(readFileSync(RESULTS, 'utf8')).results;
  } catch {
    return [];
  }
}
