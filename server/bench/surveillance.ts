import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type SimulatedSeries, TEST_START, WEEKS } from './noufaily.ts';

/** Every third of the calm weeks is judged: a fit for each takes R minutes for a hundred series. */
export const CALM_STEP = 3;

/** What R's package makes of one series: scores by method, a value a week; higher is worse, NaN is no answer. */
export interface ReferenceScores {
  /** Of every {@link CALM_STEP}th week from {@link TEST_START} to {@link WEEKS} of the calm series. */
  calm: Record<string, number[]>;
  /** Of the weeks with the outbreak. */
  outbreak: Record<string, number[]>;
}

export interface ReferenceRun {
  version: string;
  scores: ReferenceScores[];
}

/** @returns undefined when R or its package is not installed (scripts/install-r.sh) */
export async function runSurveillance(all: readonly SimulatedSeries[]): Promise<ReferenceRun | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'feed-canary-bench-'));
  try {
    const [input, output] = [join(folder, 'series.csv'), join(folder, 'scores.csv')];
    const lines = all.flatMap(({ calm, outbreak, start, end }, index) => [
      [2 * index, TEST_START, WEEKS, CALM_STEP, ...calm],
      // What comes before the outbreak is as in the calm series.
      [2 * index + 1, start, end, 1, ...outbreak],
    ]);
    writeFileSync(input, lines.map((line) => line.join(',')).join('\n'));
    const version = await runR([fileURLToPath(new URL('surveillance.R', import.meta.url)), input, output]);
    return version === undefined ? undefined : { version, scores: readScores(output, all.length) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runR(args: string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn('Rscript', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let [said, complaint] = ['', ''];
    child.stdout.on('data', (chunk) => {
      said += chunk;
    });
    child.stderr.on('data', (chunk) => {
      complaint += chunk;
    });
    child.on('error', () => resolve(undefined));
    child.on('close', (code) => {
      if (code !== 0) console.error(`R ended with ${code}: ${complaint.slice(-400)}`);
      resolve(code === 0 ? said.trim() : undefined);
    });
  });
}

function readScores(file: string, size: number): ReferenceScores[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
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
  return scores;
}
