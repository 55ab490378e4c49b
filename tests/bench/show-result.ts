import { mkdir, writeFile } from 'node:fs/promises';
import { describeMachine, machineWords } from './machine.ts';
import type { BenchResult } from './part.ts';
import { formatTable } from './table.ts';

const FOLDER = '.output/bench';

/** When and where figures are taken, to stand above their tables. */
export const headline = (): string => `${new Date().toISOString()}, ${machineWords()}\n`;

/** Prints a part's tables, and saves its figures with the machine they were taken on. */
export async function showResult(
  name: string,
  { tables, figures }: BenchResult,
  isQuick: boolean,
): Promise<void> {
  for (const table of tables) console.log(formatTable(table));
  const file = `${FOLDER}/${name}.json`;
  const result = { date: new Date().toISOString(), machine: describeMachine(), isQuick, ...figures };
  await mkdir(FOLDER, { recursive: true });
  await writeFile(file, `${JSON.stringify(result, null, 2)}\n`);
  console.error(`${name}: figures are in ${file}`);
}
