import type { Table } from './table.ts';

/** A table for a document: names on the left, figures on the right. */
export function markdownTable({ columns, rows, notes = [] }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const lines = [['', ...columns], ['---', ...columns.map(() => '---:')], ...rows].map(line);
  return [...lines, ...notes.flatMap((note) => ['', note])].join('\n');
}

const markOf = (name: string, end: 'begin' | 'end') => `<!-- ${end} ${name} -->`;

/**
 * Replaces what stands between the marks of a name, `<!-- begin x -->` and `<!-- end x -->`.
 * @throws Error when the document has no such marks
 */
export function replaceMarked(document: string, name: string, content: string): string {
  const [begin, end] = [markOf(name, 'begin'), markOf(name, 'end')];
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`there is nothing between ${begin} and ${end}`);
  return `${document.slice(0, from + begin.length)}\n${content}\n${document.slice(to)}`;
}
