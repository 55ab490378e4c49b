import { type ChildProcess, execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { LoadResult } from './load.ts';

const LOAD = fileURLToPath(new URL('load.ts', import.meta.url));

export interface Served {
  url: string;
  process: ChildProcess;
}

export interface Figure {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Of the server's process alone: hardly depends on who else uses the machine. */
  cpuMicros: number | undefined;
  /** Part of one core that it took meanwhile. */
  cpuPart: number | undefined;
  /** Answers that were not the one asked for. */
  others: number;
}

/**
 * Puts load on a server from another process.
 * @param more of reads an ETag, of reports a file of tokens
 * @param rate per second; as many as it can take when not given
 */
export async function load(
  { url, process: server }: Served,
  kind: 'reports' | 'reads' | 'sets',
  path: string,
  seconds: number,
  status: number,
  more = '',
  rate?: number,
): Promise<Figure> {
  const beforeSeconds = cpuSecondsOf(server);
  const startMs = performance.now();
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    LOAD,
    kind,
    `${url}${path}`,
    String(seconds),
    more,
    ...(rate === undefined ? [] : [String(rate)]),
  ]);
  const tookSeconds = (performance.now() - startMs) / 1000;
  const afterSeconds = cpuSecondsOf(server);
  const { statuses, seconds: took, p50Ms, p99Ms } = JSON.parse(stdout) as LoadResult;
  const all = Object.values(statuses).reduce((sum, n) => sum + n, 0);
  const served = statuses[status] ?? 0;
  const cpuSeconds =
    beforeSeconds === undefined || afterSeconds === undefined ? undefined : afterSeconds - beforeSeconds;
  return {
    perSecond: served / took,
    p50Ms,
    p99Ms,
    cpuMicros: cpuSeconds === undefined ? undefined : (cpuSeconds * 1e6) / all,
    cpuPart: cpuSeconds === undefined ? undefined : cpuSeconds / tookSeconds,
    others: all - served,
  };
}

/** Linux counts processor time in hundredths of a second. */
function cpuSecondsOf({ pid }: ChildProcess): number | undefined {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return undefined;
  const fields = readFileSync(file, 'latin1')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
