import { expect, it } from 'vitest';
import { findScenario } from '../fake-x/scenarios/index.ts';
import { CORE } from '../suite/core.ts';
import { runSuite } from '../suite/run-suite.ts';
import { engine } from './support/session.ts';

it('tells the truth in one scenario of each kind', async () => {
  const played = await runSuite(CORE.map(findScenario), { engine, atOnce: 2 });
  expect(played.length).toBeGreaterThan(CORE.length);
  expect(played.filter(({ faults }) => faults.length > 0)).toEqual([]);
}, 300_000);
