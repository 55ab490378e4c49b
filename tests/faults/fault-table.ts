import type { Table } from '../bench/table.ts';
import type { FaultResult } from './try-fault.ts';

/** Results for people. */
export function faultTable(title: string, results: readonly FaultResult[]): Table {
  return {
    title,
    columns: ['tries', 'at stake', 'lost', 'doubled', 'recovered in (longest)'],
    rows: results.map(({ name, tries, atStake, lost, doubled, recoveredInMs, lacks }) => [
      name,
      ...(lacks === undefined
        ? [String(tries), `${atStake.count} ${atStake.things}`, String(lost), String(doubled)]
        : ['0', `not tried: needs ${lacks}`, '', '']),
      recoveredInMs ? `${secondsOf(recoveredInMs.median)} (${secondsOf(recoveredInMs.max)})` : '',
    ]),
  };
}

const secondsOf = (ms: number) => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 0)} s`;
