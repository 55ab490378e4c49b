import { arch, availableParallelism, cpus, platform, release } from 'node:os';
import { version } from 'node:process';

/** Where figures were taken: they mean nothing without it. */
export function describeMachine() {
  return {
    cores: availableParallelism(),
    model: cpus()[0]?.model.trim() ?? 'unknown',
    system: `${platform()} ${release().split('.', 2).join('.')} ${arch()}`,
    node: version,
  };
}

/** The same in words, as it stands above tables. */
export function machineWords(): string {
  const { cores, model, system, node } = describeMachine();
  return `${cores} cores (${model}), ${system}, Node ${node}`;
}
