import { type Spread, spreadOf } from '../bench/spread.ts';
import type { Fault, Tried } from './fault.ts';

/** One line of the table. */
export interface FaultResult extends Omit<Tried, 'recoveredInMs'> {
  name: string;
  area: Fault['area'];
  tries: number;
  recoveredInMs?: Spread;
  /** Why it was not tried. */
  lacks?: string;
  seconds: number;
}

/** Nothing was lost or doubled, and all is well again. */
export const isWithstood = ({ lost, doubled, complaints }: FaultResult): boolean =>
  lost === 0 && doubled === 0 && complaints.length === 0;

/** Tries one fault. Whatever goes wrong in it, a time-out for one, is a complaint. */
export async function tryFault(fault: Fault, tries: number): Promise<FaultResult> {
  const { name, area } = fault;
  const atStake = { count: 0, things: '' };
  const nothing = { name, area, tries, atStake, lost: 0, doubled: 0, complaints: [], seconds: 0 };
  const lacks = fault.lacks?.();
  if (lacks !== undefined) return { ...nothing, tries: 0, lacks };
  const startMs = performance.now();
  const seconds = () => Math.round((performance.now() - startMs) / 100) / 10;
  try {
    const { recoveredInMs, ...tried } = await fault.run(tries);
    const recovered = recoveredInMs.length > 0 ? { recoveredInMs: spreadOf(recoveredInMs) } : {};
    return { ...nothing, ...tried, ...recovered, seconds: seconds() };
  } catch (error) {
    return { ...nothing, complaints: [String((error as Error).stack ?? error)], seconds: seconds() };
  }
}
