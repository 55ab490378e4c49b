import type { CrowdHosts } from './crowd-hosts.ts';

/** The ruleset's id and place, as the manifest names them. `lib/platform/header-rules.ts` asks for it by this id. */
export const HEADER_RULES = { id: 'anonymous-headers', enabled: true, path: 'rules/anonymous-headers.json' };

/**
 * Headers that tell browsers, languages, settings or installations apart. In Firefox the origin is different in every
 * installation. What stays is the same for everybody with the same browser.
 */
const REVEALING_HEADERS = [
  'origin',
  'referer',
  'cookie',
  'user-agent',
  'accept-language',
  // what a person has set
  'dnt',
  'sec-gpc',
  'save-data',
  // what the browser thinks of the request; differs between versions
  'priority',
  'sec-fetch-storage-access',
  // client hints, sent unasked or once asked for
  'sec-ch-ua',
  'sec-ch-ua-arch',
  'sec-ch-ua-bitness',
  'sec-ch-ua-form-factors',
  'sec-ch-ua-full-version',
  'sec-ch-ua-full-version-list',
  'sec-ch-ua-mobile',
  'sec-ch-ua-model',
  'sec-ch-ua-platform',
  'sec-ch-ua-platform-version',
  'sec-ch-ua-wow64',
  'sec-ch-prefers-color-scheme',
  'sec-ch-prefers-reduced-motion',
  'sec-ch-prefers-reduced-transparency',
  'sec-ch-device-memory',
  'sec-ch-dpr',
  'sec-ch-viewport-height',
  'sec-ch-viewport-width',
  'device-memory',
  'downlink',
  'dpr',
  'ect',
  'rtt',
  'viewport-width',
];

/**
 * The static declarativeNetRequest rules: whatever the extension asks collector or issuer, it asks without these
 * headers. What people open in tabs, and what the collector's own page asks there, is left alone.
 */
export const headerRules = ({ collectorUrl, issuerUrl }: CrowdHosts) =>
  [collectorUrl, issuerUrl].map((url, index) => ({
    id: index + 1,
    action: {
      type: 'modifyHeaders',
      requestHeaders: REVEALING_HEADERS.map((header) => ({ header, operation: 'remove' })),
    },
    condition: {
      urlFilter: `|${url}/`,
      resourceTypes: ['xmlhttprequest', 'other'],
      excludedInitiatorDomains: [new URL(url).hostname],
    },
  }));
