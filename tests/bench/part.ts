import type { Table } from './table.ts';

export interface BenchOptions {
  /** A short form: fewer repetitions and shorter runs, to see that it works. */
  isQuick: boolean;
  /** Progress, for people. */
  tell(line: string): void;
}

/** What one part of the benchmarks found: for people, and as data for comparison. */
export interface BenchResult {
  tables: Table[];
  figures: Record<string, unknown>;
}

/** One part of `npm run bench`; the extension is built when one starts that needs it. */
export type BenchPart = (options: BenchOptions) => Promise<BenchResult>;
