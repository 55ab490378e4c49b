import type { Scenario } from '../scenario.ts';
import { longTimeAccount } from './accounts.ts';
import { after } from './building-blocks.ts';

/** Users saw 503 pages instead of X on 2026-01-16. */
export const serverError: Scenario = {
  name: 'server-error',
  title: 'Every page answers 503',
  account: longTimeAccount,
  phases: [
    {
      name: 'outage',
      document: { status: 503, body: 'html' },
      operations: {},
      expected: { verdict: 'outage', symptoms: ['server-error'], parts: ['site'] },
      visit: ['/home', 'reload'],
    },
    after('/home'),
  ],
};
