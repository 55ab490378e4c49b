import { type ChildProcess, execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { LoadResult } from './load.ts';

export const NODE = [process.execPath, '--disable-warning=ExperimentalWarning'] as const;
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
  /** Answers that were not the one asked for. */
  others: number;
}

/** Puts load on a server from another process. */
export async function load(
  { url, process: server }: Served,
  kind: 'reports' | 'reads' | 'sets',
  path: string,
  seconds: number,
  status: number,
  /** Of reads an ETag, of reports a file of tokens. */
  more = '',
): Promise<Figure> {
  const [node, ...flags] = NODE;
  const beforeSeconds = cpuSecondsOf(server);
  const { stdout } = await promisify(execFile)(node, [
    ...flags,
    LOAD,
    kind,
    `${url}${path}`,
    String(seconds),
    more,
  ]);
  const afterSeconds = cpuSecondsOf(server);
  const { statuses, seconds: took, p50Ms, p99Ms } = JSON.parse(stdout) as LoadResult;
  const all = Object.values(statuses).reduce((sum, n) => sum + n, 0);
  const served = statuses[status] ?? 0;
  const cpuMicros =
    beforeSeconds === undefined || afterSeconds === undefined
      ? undefined
      : ((afterSeconds - beforeSeconds) * 1e6) / all;
  return { perSecond: served / took, p50Ms, p99Ms, cpuMicros, others: all - served };
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
