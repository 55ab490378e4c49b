import type { Scenario } from '../scenario.ts';
import { longTimeAccount } from './accounts.ts';
import { after } from './building-blocks.ts';

/** Blank pages were reported on 2026-02-16; an extension that blocks scripts looks exactly the same. */
export const whitePage: Scenario = {
  name: 'white-page',
  title: 'Pages come, X’s script files do not',
  account: longTimeAccount,
  phases: [
    {
      name: 'outage',
      scripts: 'missing',
      operations: {},
      expected: { verdict: 'suspected', alsoFair: ['yours', 'unknown'], symptoms: ['script-failure'] },
      visit: ['/home', 'reload'],
    },
    after('/home'),
  ],
};
