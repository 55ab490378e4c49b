import { readFileSync } from 'node:fs';

/** The course of an outage: reports over time, as part of the highest number. */
export interface Outage {
  name: string;
  /** Minutes since 1970, and levels from 0 to 1. */
  knots: { minute: number; level: number }[];
}

/** The outages that the press gave a few sums of. */
export function readOutages(): Outage[] {
  const text = readFileSync(new URL('data/x-outages.json', import.meta.url), 'utf8');
  const { outages } = JSON.parse(text) as { outages: { name: string; knots: [string, number][] }[] };
  return outages.map(({ name, knots }) => ({
    name,
    knots: knots.map(([time, level]) => ({ minute: Date.parse(`${name}T${time}Z`) / 60_000, level })),
  }));
}

/** How high it stood; between two knots on the line between them. */
export function levelAt({ knots }: Outage, minute: number): number {
  const next = knots.findIndex((knot) => knot.minute > minute);
  const [from, to] = [knots[next - 1], knots[next]];
  if (!from || !to) return 0;
  return from.level + ((to.level - from.level) * (minute - from.minute)) / (to.minute - from.minute);
}
