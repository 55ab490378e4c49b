import type { Scenario } from '../scenario.ts';
import { longTimeAccount } from './accounts.ts';

export const healthy: Scenario = {
  name: 'healthy',
  title: 'An ordinary day',
  account: longTimeAccount,
  phases: [
    {
      name: 'healthy',
      operations: {},
      expected: { verdict: 'working' },
      visit: [
        '/home',
        'tab:1',
        'tab:2',
        'tab:3',
        '/i/lists/1001',
        '/barn_owl_x',
        '/notifications',
        '/explore',
      ],
    },
  ],
};
