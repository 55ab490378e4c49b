import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measureScale } from '../server/bench/scale/scale.ts';
import { describeMachine } from '../tests/bench/machine.ts';
import { formatTable } from '../tests/bench/table.ts';
import { writeTables } from '../tests/bench/write-tables.ts';

/**
 * What it costs to serve a thousand to a hundred million installations: tables on stdout and into docs/scale.md, data in
 * .output/bench/scale.json. `--quick` for a short form, which leaves the document alone.
 */
const DOCUMENT = 'docs/scale.md';
const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });

const machine = describeMachine();
const date = new Date().toISOString();
const { tables, figures } = await measureScale({
  isQuick: values.quick,
  tell: (line) => console.error(line),
});
for (const table of tables) console.log(formatTable(table));
mkdirSync('.output/bench', { recursive: true });
const result = { date, machine, isQuick: values.quick, ...figures };
writeFileSync('.output/bench/scale.json', `${JSON.stringify(result, null, 2)}\n`);
if (!values.quick) writeTables(DOCUMENT, 'scale', tables);
