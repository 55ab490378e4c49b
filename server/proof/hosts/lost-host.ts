import { execFile } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Tried } from '../../../tests/faults/fault.ts';
import { Network } from './network.ts';
import { HOSTS, type LostHost } from './scenes.ts';

const CHILD = fileURLToPath(new URL('on-devices.ts', import.meta.url));
/** Each try starts two databases and three collectors, waits for time-outs and audits. */
const MOST_MS = { start: 60_000, eachTry: 60_000 };

/**
 * Three collectors on hosts of their own share a PostgreSQL on a fourth, with its synchronous standby on a fifth; the
 * devices are on a sixth. One host is lost under load: its cable is pulled and its processes are killed.
 */
export async function loseHost(which: LostHost, tries: number): Promise<Tried> {
  const network = new Network(HOSTS);
  const remove = () => network.remove();
  const stop = () => process.exit(1);
  process.once('exit', remove);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  try {
    network.build();
    const node = [process.execPath, '--disable-warning=ExperimentalWarning', CHILD] as const;
    const [command, args] = network
      .machine('devices')
      .command(node[0], [...node.slice(1), network.prefix, which, String(tries)]);
    const timeout = MOST_MS.start + MOST_MS.eachTry * tries;
    const { stdout } = await promisify(execFile)(command, args, { timeout, killSignal: 'SIGKILL' });
    return JSON.parse(stdout);
  } finally {
    network.remove();
    process.off('exit', remove);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
  }
}
