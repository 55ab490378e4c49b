import type { Scenario } from '../scenario.ts';
import { longTimeAccount } from './accounts.ts';
import { after, everyTimeline, overCapacity } from './building-blocks.ts';

export const retryPrompt: Scenario = {
  name: 'retry-prompt',
  title: 'Timelines fail: “Something went wrong. Try reloading.”',
  account: longTimeAccount,
  phases: [
    {
      name: 'outage',
      operations: {
        ...everyTimeline(overCapacity),
        CreateTweet: { status: 500, body: 'json', errorCode: 131 },
      },
      expected: { verdict: 'outage', symptoms: ['timeline-error'], parts: ['home-for-you', 'list'] },
      visit: ['/home', '/i/lists/1001'],
    },
    after('/home', '/i/lists/1001'),
  ],
};
