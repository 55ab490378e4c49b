import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Machine, THIS_MACHINE } from './machine.ts';

/** A collector in a process of its own, as people run it. */
export interface ChildCollector {
  url: string;
  process: ChildProcess;
  /** Everything it wrote to its log so far. */
  log: () => string;
  /** Sends a signal and waits for its end. */
  end: (signal: NodeJS.Signals) => Promise<number | null>;
}

export async function spawnCollector(
  environment: Record<string, string>,
  on: Machine = THIS_MACHINE,
): Promise<ChildCollector> {
  const main = ['--disable-warning=ExperimentalWarning', 'server/src/main.ts'];
  const child = spawn(...on.command(process.execPath, main), {
    env: { PATH: process.env.PATH, HOST: on.address, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stderr.on('data', (chunk) => {
    log += chunk;
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const listening = /^listening on (\S+)$/m.exec(output)?.[1];
      if (listening) resolve(listening);
    });
    void ended.then(() => reject(new Error(`the collector did not start:\n${log}`)));
  });
  return {
    url,
    process: child,
    log: () => log,
    end: async (signal) => {
      child.kill(signal);
      return (await ended)[0];
    },
  };
}
