import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type SimulatedSeries, TEST_START, WEEKS } from './noufaily.ts';

/** Every third of the calm weeks is judged: two fits for each week of each series take R hours. */
export const CALM_STEP = 3;

const SCRIPT = fileURLToPath(new URL('surveillance.R', import.meta.url));

/** What R's package makes of one series: scores by method, a value a week; higher is worse, NaN is no answer. */
export interface ReferenceScores {
  /** Of every {@link CALM_STEP}th week from {@link TEST_START} to {@link WEEKS} of the calm series. */
  calm: Record<string, number[]>;
  /** Of the weeks with the outbreak. */
  outbreak: Record<string, number[]>;
}

/** Series that are judged, and whose answer is kept, as one. */
export interface Batch {
  name: string;
  series: readonly SimulatedSeries[];
}

export interface Answers {
  /** The package's. */
  version: string;
  /** In the order of the batch's series. */
  scores: ReferenceScores[];
}

export interface ReferenceOptions {
  /** Where answers are kept. They are found again by what was asked: the very same series, and the same script. */
  folder: string;
  tell: (line: string) => void;
}

/**
 * What R's package says of each batch: saved answers as far as there are any, else R is asked.
 * @returns by name; without those that have no answer, because R is not installed (scripts/install-r.sh) or was stopped
 */
export async function judgedByR(
  batches: readonly Batch[],
  { folder, tell }: ReferenceOptions,
): Promise<Map<string, Answers>> {
  mkdirSync(folder, { recursive: true });
  const asked = batches.map((batch) => ({ batch, ...questionOf(batch) }));
  const isOpen = ({ id }: { id: string }) => !existsSync(join(folder, `${id}.csv`));
  const open = asked.filter(isOpen);
  for (const { id, text } of open) writeFileSync(join(folder, `${id}.in`), text);
  if (open.length > 0) {
    tell(`R judges ${open.length} of ${batches.length} batches; answers are kept in ${folder}`);
    await runR([SCRIPT, folder, `${availableParallelism()}`, ...open.map(({ id }) => id)], tell);
  }
  for (const { id } of open) rmSync(join(folder, `${id}.in`));
  const answered = asked.filter((one) => !isOpen(one));
  tell(
    `R: ${answered.length} of ${batches.length} batches, ${answered.length - open.filter((one) => !isOpen(one)).length} of them from saved answers`,
  );
  return new Map(
    answered.map(({ batch, id }) => [
      batch.name,
      readAnswers(join(folder, `${id}.csv`), batch.series.length),
    ]),
  );
}

function questionOf({ name, series }: Batch): { id: string; text: string } {
  const lines = series.flatMap(({ calm, outbreak, start, end }, index) => [
    [2 * index, TEST_START, WEEKS, CALM_STEP, ...calm],
    // What comes before the outbreak is as in the calm series.
    [2 * index + 1, start, end, 1, ...outbreak],
  ]);
  const text = lines.map((line) => line.join(',')).join('\n');
  const digest = createHash('sha256').update(readFileSync(SCRIPT)).update(text).digest('hex');
  return { id: `${name}-${digest.slice(0, 16)}`, text };
}

function runR(args: string[], tell: (line: string) => void): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn('Rscript', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    child.stderr.on('data', (chunk) => {
      complaint += chunk;
    });
    child.on('error', () => {
      tell('R or its package surveillance is not installed (scripts/install-r.sh)');
      resolve();
    });
    child.on('close', (code) => {
      if (code !== 0) tell(`R ended with ${code}: ${complaint.slice(-400)}`);
      resolve();
    });
  });
}

function readAnswers(file: string, size: number): Answers {
  const [version = '', head = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const [, , ...methods] = head.split(',');
  const scores = Array.from({ length: size }, (): ReferenceScores => ({ calm: {}, outbreak: {} }));
  for (const line of lines) {
    const [id = 0, , ...values] = line.split(',').map(Number);
    const series = scores[Math.floor(id / 2)];
    const part = id % 2 === 0 ? series?.calm : series?.outbreak;
    for (const [index, method] of methods.entries()) {
      if (!part) continue;
      part[method] ??= [];
      part[method].push(values[index] ?? Number.NaN);
    }
  }
  return { version, scores };
}
