import type { Scenario } from '../scenario.ts';
import { longTimeAccount } from './accounts.ts';

export const healthy: Scenario = {
  name: 'healthy',
  title: 'An ordinary day',
  account: longTimeAccount,
  phases: [{ name: 'healthy', operations: {} }],
};
