import type { Engine } from '../../scripts/browser/find.ts';
import { Session } from '../e2e/support/session.ts';
import type { FakeXOptions } from '../fake-x/fake-x.ts';
import type { Scenario } from '../fake-x/scenario.ts';
import { type Played, playScenario } from './play-scenario.ts';

export interface SuiteOptions {
  engine: Engine;
  /** How the fake X draws its pages: language, year, layout. */
  x?: Omit<FakeXOptions, 'scenario' | 'port'>;
  /** Browsers at a time. They mostly wait: several fit on a core. */
  atOnce: number;
  onPlayed?: (played: Played) => void;
}

/** Plays scenarios, each in a browser of its own so that none remembers another's. */
export async function runSuite(scenarios: readonly Scenario[], options: SuiteOptions): Promise<Played[]> {
  const waiting = [...scenarios];
  const played: Played[] = [];
  const takeNext = async () => {
    for (let scenario = waiting.shift(); scenario; scenario = waiting.shift()) {
      const rows = await playInOwnBrowser(scenario, options);
      played.push(...rows);
      for (const row of rows) options.onPlayed?.(row);
    }
  };
  await Promise.all(Array.from({ length: options.atOnce }, takeNext));
  const order = scenarios.map(({ name }) => name);
  return played.sort((a, b) => order.indexOf(a.scenario) - order.indexOf(b.scenario));
}

async function playInOwnBrowser(scenario: Scenario, { engine, x }: SuiteOptions): Promise<Played[]> {
  const session = await Session.start(scenario.name, { engine, ...(x ? { x } : {}) });
  try {
    return await playScenario(session, scenario);
  } finally {
    await session.end();
  }
}
