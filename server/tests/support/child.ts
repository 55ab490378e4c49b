import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Machine, THIS_MACHINE } from './machine.ts';

/** A service in a process of its own, as people run it. */
export interface ChildCollector {
  url: string;
  process: ChildProcess;
  /** Everything it wrote to its log so far. */
  log: () => string;
  /** Everything it told people. */
  output: () => string;
  /** Sends a signal and waits for its end. */
  end: (signal: NodeJS.Signals) => Promise<number | null>;
}

/** An issuer in a process of its own; its address is known when newcomers can have tokens. */
export const spawnIssuer = (environment: Record<string, string>): Promise<ChildCollector> =>
  spawnService('server/src/issuer/main.ts', 'issuing', environment, THIS_MACHINE);

/** @param main the script that starts it, when it is not the usual one */
export const spawnCollector = (
  environment: Record<string, string>,
  on: Machine = THIS_MACHINE,
  main = 'server/src/main.ts',
): Promise<ChildCollector> => spawnService(main, 'listening', environment, on);

/** @param does what it prints before its address when it can be used */
async function spawnService(
  script: string,
  does: string,
  environment: Record<string, string>,
  on: Machine,
): Promise<ChildCollector> {
  const args = ['--disable-warning=ExperimentalWarning', script];
  const child = spawn(...on.command(process.execPath, args), {
    env: { PATH: process.env.PATH, HOST: on.address, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  let output = '';
  child.stderr.on('data', (chunk) => {
    log += chunk;
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const address = new RegExp(`^${does} on (\\S+)$`, 'm').exec(output)?.[1];
      if (address) resolve(address);
    });
    void ended.then(() => reject(new Error(`${script} did not start:\n${log}`)));
  });
  return {
    url,
    process: child,
    log: () => log,
    output: () => output,
    end: async (signal) => {
      child.kill(signal);
      return (await ended)[0];
    },
  };
}
