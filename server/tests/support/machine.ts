/** Where a process runs. */
export interface Machine {
  /** What others reach it by. */
  address: string;
  /** How a command is started there. */
  command: (name: string, args: readonly string[]) => [string, string[]];
}

export const THIS_MACHINE: Machine = {
  address: '127.0.0.1',
  command: (name, args) => [name, [...args]],
};
