import type { Scenario } from '../scenario.ts';
import { longTimeAccount } from './accounts.ts';

/** Healthy pages of 2026 were seen to paint an empty home for a moment; a project that reloads X waits 1.5 s. */
export const flash: Scenario = {
  name: 'flash',
  title: 'A healthy day on which “Welcome to X!” stands for 1.5 s before the posts come',
  account: longTimeAccount,
  phases: [
    {
      name: 'healthy',
      operations: { HomeTimeline: 'empty-then-posts', HomeLatestTimeline: 'empty-then-posts' },
      expected: { verdict: 'working' },
      visit: ['/home', 'tab:1', 'reload'],
    },
  ],
};
