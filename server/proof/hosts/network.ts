import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import type { Machine } from '../../tests/support/machine.ts';

const NETWORK = '10.77.0';
const BITS = 24;

/** What this machine lacks for hosts of its own; undefined when it lacks nothing. Root in a container may not have any. */
export function lacksHosts(): string | undefined {
  const probe = new Network([], `canary-${process.pid}-probe`);
  try {
    probe.build();
    return undefined;
  } catch {
    return 'root on Linux that may make network namespaces, and iproute2 (apt-get install iproute2)';
  } finally {
    probe.remove();
  }
}

/**
 * Hosts on a network of their own: each is a network namespace with one interface, all on a bridge that is in a namespace
 * itself. Nothing goes in or out: not even this machine can reach them, but for processes started there.
 */
export class Network {
  readonly #prefix: string;
  readonly #names: readonly string[];

  /** @param names of hosts; a process that is started on one may create the same network object by its prefix */
  constructor(names: readonly string[], prefix = `canary-${process.pid}`) {
    this.#names = names;
    this.#prefix = prefix;
  }

  get prefix(): string {
    return this.#prefix;
  }

  build(): void {
    ip('netns', 'add', this.#namespaceOf('switch'));
    this.#ip('switch', 'link', 'add', 'br0', 'type', 'bridge');
    this.#ip('switch', 'link', 'set', 'br0', 'up');
    for (const name of this.#names) {
      ip('netns', 'add', this.#namespaceOf(name));
      const veth = ['type', 'veth', 'peer', 'name', 'eth0', 'netns', this.#namespaceOf(name)];
      this.#ip('switch', 'link', 'add', this.#portOf(name), ...veth);
      this.#ip('switch', 'link', 'set', this.#portOf(name), 'master', 'br0', 'up');
      this.#ip(name, 'link', 'set', 'lo', 'up');
      this.#ip(name, 'link', 'set', 'eth0', 'up');
      this.#ip(name, 'address', 'add', `${this.#addressOf(name)}/${BITS}`, 'dev', 'eth0');
    }
  }

  machine(name: string): Machine {
    return {
      address: this.#addressOf(name),
      command: (command, args) => ['ip', ['netns', 'exec', this.#namespaceOf(name), command, ...args]],
    };
  }

  /** An address that no host has yet. */
  get freeAddress(): string {
    return `${NETWORK}.${this.#names.length + 100}`;
  }

  addAddress(name: string, address: string): void {
    this.#ip(name, 'address', 'add', `${address}/${BITS}`, 'dev', 'eth0');
    // What a host tells its neighbours when it takes over an address.
    for (const other of this.#names) if (other !== name) this.#ip(other, 'neigh', 'flush', 'dev', 'eth0');
  }

  /** Takes an address that was added from whoever has it. */
  removeAddress(address: string): void {
    for (const name of this.#names)
      try {
        this.#ip(name, 'address', 'del', `${address}/${BITS}`, 'dev', 'eth0');
      } catch {
        // It does not have it.
      }
  }

  /** Pulls the cable. */
  cut(name: string): void {
    this.#ip('switch', 'link', 'set', this.#portOf(name), 'down');
  }

  join(name: string): void {
    this.#ip('switch', 'link', 'set', this.#portOf(name), 'up');
  }

  /** Ends whatever still runs there and removes all of it. Can be called at any time, and again. */
  remove(): void {
    for (const name of [...this.#names, 'switch']) {
      const namespace = this.#namespaceOf(name);
      if (!existsSync(`/run/netns/${namespace}`)) continue; // also where there is nothing of the kind
      const pids = execFileSync('ip', ['netns', 'pids', namespace], { encoding: 'utf8' });
      for (const pid of pids.split('\n').filter(Boolean)) tryToKill(Number(pid));
      ip('netns', 'del', namespace);
    }
  }

  #namespaceOf(name: string): string {
    return `${this.#prefix}-${name}`;
  }

  #portOf(name: string): string {
    return `port${this.#names.indexOf(name)}`;
  }

  #addressOf(name: string): string {
    return `${NETWORK}.${this.#names.indexOf(name) + 1}`;
  }

  #ip(name: string, ...args: string[]): void {
    ip('-n', this.#namespaceOf(name), ...args);
  }
}

const ip = (...args: string[]) => execFileSync('ip', args, { stdio: 'pipe' });

function tryToKill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
