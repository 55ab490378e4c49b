import { readFileSync, writeFileSync } from 'node:fs';
import { machineWords } from './machine.ts';
import { markdownTable, replaceMarked } from './markdown.ts';
import type { Table } from './table.ts';

/** Puts tables between a document's marks of a name, with the day and the machine. */
export function writeTables(document: string, name: string, tables: readonly Table[]): void {
  const day = new Date().toISOString().slice(0, 10);
  const parts = tables.map((table) => `### ${table.title}\n\n${markdownTable(table)}`);
  const content = [`${day}, ${machineWords()}.`, ...parts].join('\n\n');
  writeFileSync(document, replaceMarked(readFileSync(document, 'utf8'), name, content));
}
