/** Something that goes wrong while the product is at work. */
export interface Fault {
  name: string;
  area: 'server' | 'extension';
  /** How often it is tried: in the long form, and in the short one that is part of every `npm test`. 0: not at all. */
  tries: { long: number; short: number };
  /** What this machine lacks to try it, for people; undefined when it lacks nothing. */
  lacks?: () => string | undefined;
  run: (tries: number) => Promise<Tried>;
}

/** What became of it. */
export interface Tried {
  /** All that could have been lost: reports, incidents. */
  atStake: { count: number; things: string };
  /** Of what was acknowledged or seen, that which is gone. */
  lost: number;
  /** What is there more often than it happened. */
  doubled: number;
  /** From when it was or could be well again until work was done as before: one for each time that was measured. */
  recoveredInMs: number[];
  /** Anything else that must not be. */
  complaints: string[];
  /** Figures that are worth keeping. */
  details?: Record<string, unknown>;
}

/** The same fault, tried in several goes. */
function sumTried(goes: readonly Tried[]): Tried {
  const sum = (of: (tried: Tried) => number) => goes.reduce((total, tried) => total + of(tried), 0);
  return {
    atStake: { count: sum(({ atStake }) => atStake.count), things: goes[0]?.atStake.things ?? '' },
    lost: sum(({ lost }) => lost),
    doubled: sum(({ doubled }) => doubled),
    recoveredInMs: goes.flatMap(({ recoveredInMs }) => recoveredInMs),
    complaints: goes.flatMap(({ complaints }) => complaints),
  };
}

/** Tries it `tries` times, each time from the start. */
export async function eachTry(tries: number, tryOnce: (index: number) => Promise<Tried>): Promise<Tried> {
  const goes: Tried[] = [];
  for (let index = 0; index < tries; index += 1) goes.push(await tryOnce(index));
  return sumTried(goes);
}
