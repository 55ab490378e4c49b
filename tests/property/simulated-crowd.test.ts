import { expect, it } from 'vitest';
import { judgePlay } from '../../scripts/simulate/judge-play.ts';
import { play } from '../../scripts/simulate/play.ts';
import { SCENARIOS } from '../../scripts/simulate/scenarios.ts';

const MINUTE_MS = 60_000;

it('each report counts once, on a network that loses a tenth of everything, by clocks that are hours wrong', async () => {
  const outage = SCENARIOS['outage-2023-12-21'];
  if (!outage) throw new Error('the scenario is gone');
  const options = {
    scenario: { ...outage, startMs: outage.startMs + 75 * MINUTE_MS, minutes: 40 },
    installations: 200,
    newcomers: 0.02,
    wrongClocks: 0.2,
    leaving: 0.1,
    loss: 0.1,
    seed: 7,
    maxReportsPerSecond: 2000,
  };
  const played = await play(options);
  expect(played.ledger.acknowledged).toBeGreaterThan(30);
  expect(played.ledger.answers.lost).toBeGreaterThan(3);
  expect(judgePlay(played, options)).toMatchObject({
    isSound: true,
    figures: { doubledOrLost: 0, told: { waiting: 0 } },
  });
}, 120_000);
