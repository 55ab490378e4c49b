import type { DocumentAnswer, Phase, Scenario } from '../scenario.ts';
import type { Truth } from '../truth.ts';
import { longTimeAccount } from './accounts.ts';
import { after, before, everyTimeline } from './building-blocks.ts';

/** Class C: pages themselves fail. Statuses seen by users: 520 (2025-04), 500 (2025-11-18), 503 and 522 (2026-01-16). */
const siteDown: Truth = { verdict: 'outage', symptoms: ['server-error'], parts: ['site'] };

const failing = (name: string, document: DocumentAnswer): Phase => ({
  name,
  document,
  operations: {},
  expected: siteDown,
  visit: ['/home', 'reload'],
});

/** With the delivery network's page, with a plain one, and without any body at all. */
export const errorPages: Scenario = {
  name: 'error-pages',
  title: 'Every page answers 5xx, in all the forms there are',
  account: longTimeAccount,
  phases: [
    before('/home'),
    failing('cloudflare-500', { status: 500, body: 'cloudflare' }),
    failing('cloudflare-520', { status: 520, body: 'cloudflare' }),
    failing('cloudflare-522', { status: 522, body: 'cloudflare' }),
    failing('plain-503', { status: 503, body: 'text' }),
    failing('without-body', { status: 502, body: 'none' }),
    after('/home'),
  ],
};

/** Class D: the page is JSON [gallery-dl#3739: "in the browser"]; its status was not recorded. */
export const outage20230306: Scenario = {
  name: 'outage-2023-03-06',
  title: '6 March 2023: pages are raw JSON with the code 467',
  account: longTimeAccount,
  phases: [
    before('/home'),
    {
      name: 'outage',
      document: { status: 403, body: 'json', errorCode: 467 },
      operations: everyTimeline({ status: 403, body: 'json', errorCode: 467 }),
      expected: siteDown,
      visit: ['/home', 'reload'],
    },
    after('/home'),
  ],
};

/** Aimed at the reader's address, or at what looks like a bot: X is up [twitter-scraper#125, #165]. */
export const blockPage: Scenario = {
  name: 'block-page',
  title: 'The delivery network keeps this reader out: a block page, then a test for humans',
  account: longTimeAccount,
  phases: [
    {
      name: 'blocked',
      document: { status: 403, body: 'cloudflare' },
      operations: {},
      expected: { verdict: 'yours', alsoFair: ['unknown'], reason: 'blocked' },
      visit: ['/home', 'reload'],
    },
    {
      name: 'challenged',
      document: { status: 403, body: 'challenge' },
      operations: {},
      expected: { verdict: 'yours', alsoFair: ['unknown'], reason: 'blocked' },
      visit: ['/home', 'reload'],
    },
    after('/home'),
  ],
};

/** Class J. All a reader can tell without asking another site is that X does not answer from here. */
const gone: Truth = {
  verdict: 'suspected',
  alsoFair: ['outage', 'unknown'],
  symptoms: ['unreachable'],
  parts: ['site'],
};

export const unreachable: Scenario = {
  name: 'unreachable',
  title: 'X’s host refuses connections, then drops them, then keeps silent',
  account: longTimeAccount,
  phases: [
    before('/home'),
    { name: 'refused', connection: 'refused', operations: {}, expected: gone, visit: ['/home', 'reload'] },
    {
      name: 'dropped',
      document: 'drop',
      operations: everyTimeline('drop'),
      expected: gone,
      visit: ['/home', 'reload'],
    },
    {
      name: 'silent',
      document: 'hang',
      operations: everyTimeline('hang'),
      expected: gone,
      visit: ['/home', 'reload'],
    },
    after('/home'),
  ],
};
