import { hash } from './people.ts';

/** An answer that is given late, or only by chance. */
export interface Plan<A> {
  answer: A;
  /** share of the requests that get `answer`, 0 to 1; all of them when not given */
  rate?: number;
  /** what the rest get; what they would get without the plan when not given */
  otherwise?: A;
  /** a time, or a shortest and a longest one */
  delayMs?: number | readonly [fromMs: number, toMs: number];
}

export type Planned<A> = A | Plan<A>;

/** What to do with one request. */
export interface Decision<A> {
  answer: A;
  delayMs: number;
}

/** Chance that is the same in every run: each target has a row of numbers of its own. */
export class Dice {
  readonly #seed: number;
  readonly #rolls = new Map<string, number>();

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** @returns the next number of the target's row, from 0 to below 1 */
  roll(target: string): number {
    const count = this.#rolls.get(target) ?? 0;
    this.#rolls.set(target, count + 1);
    return hash(`${this.#seed} ${target} ${count}`) / 2 ** 32;
  }
}

/** @param usual what happens to requests that the plan says nothing about */
export function decide<A>(
  planned: Planned<A> | undefined,
  target: string,
  dice: Dice,
  usual: Decision<A>,
): Decision<A> {
  if (planned === undefined) return usual;
  if (!isPlan(planned)) return { ...usual, answer: planned };
  const { answer, rate = 1, otherwise = usual.answer, delayMs = usual.delayMs } = planned;
  const isHit = rate >= 1 || dice.roll(target) < rate;
  // the delay is a property of the line, not of the failure
  return { answer: isHit ? answer : otherwise, delayMs: delayOf(delayMs, target, dice) };
}

function delayOf(delayMs: number | readonly [number, number], target: string, dice: Dice): number {
  if (typeof delayMs === 'number') return delayMs;
  const [from, to] = delayMs;
  return Math.round(from + dice.roll(`${target} delay`) * (to - from));
}

function isPlan<A>(planned: Planned<A>): planned is Plan<A> {
  return typeof planned === 'object' && planned !== null && 'answer' in planned;
}
