/** One scenario of each kind, for every test run; `npm run suite` plays all. */
export const CORE = ['retry-prompt', 'lists-waiting', 'outage-2023-03-06', 'own-rate-limit', 'unknown-app'];
