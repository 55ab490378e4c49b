/** A table for the terminal: the first column holds names, all others figures. */
export interface Table {
  title: string;
  /** Names of the columns after the first. */
  columns: string[];
  rows: [name: string, ...figures: string[]][];
  /** What a reader must know to take the figures for what they are. */
  notes?: string[];
}

export function formatTable({ title, columns, rows, notes = [] }: Table): string {
  const lines = [['', ...columns], ...rows];
  const widths = lines.reduce<number[]>(
    (widest, line) => line.map((cell, index) => Math.max(widest[index] ?? 0, cell.length)),
    [],
  );
  const format = (line: string[]) =>
    line
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join('   ')
      .trimEnd();
  return [title, ...lines.map((line) => `  ${format(line)}`), ...notes.map((note) => `  ${note}`), ''].join(
    '\n',
  );
}
