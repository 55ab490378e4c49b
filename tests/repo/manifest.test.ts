import { expect, it } from 'vitest';
import { readCrowdHosts } from '../../scripts/build/crowd-hosts.ts';
import { HEADER_RULES, headerRules } from '../../scripts/build/header-rules.ts';
import config from '../../wxt.config.ts';

const WITHOUT_WARNING = [
  'storage',
  'alarms',
  'webRequest',
  'scripting',
  'declarativeNetRequestWithHostAccess',
];

type Manifest = Record<string, unknown>;
const manifestFor = (browser: string, mode = 'production') =>
  (config.manifest as (env: { browser: string; mode: string }) => Manifest)({ browser, mode });

it.each(['chrome', 'firefox', 'edge'])(
  'asks for the same few permissions in %s, final since version 1',
  (browser) => {
    expect(manifestFor(browser)).toMatchObject({
      permissions: ['storage', 'alarms', 'webRequest', 'scripting', 'declarativeNetRequestWithHostAccess'],
      host_permissions: ['https://x.com/*', 'https://twitter.com/*'],
      optional_permissions: ['notifications'],
      optional_host_permissions: [
        'https://collector.feed-canary.example/*',
        'https://issuer.feed-canary.example/*',
      ],
      incognito: 'not_allowed',
    });
  },
);

it('warns of no more at installation than that it reads X’s pages', () => {
  // What Chromium says of each, measured; tests/e2e/install-warning.e2e.ts asks the browser itself.
  const warned = (manifestFor('chrome').permissions as string[]).filter(
    (permission) => !WITHOUT_WARNING.includes(permission),
  );
  expect(warned).toEqual([]);
});

it('tells Firefox that nothing is collected, unless the reader says so', () => {
  expect(manifestFor('firefox')).toMatchObject({
    browser_specific_settings: {
      gecko: {
        id: 'feed-canary@feed-canary.example',
        data_collection_permissions: {
          required: ['none'],
          optional: ['browsingActivity', 'websiteContent', 'locationInfo', 'technicalAndInteraction'],
        },
      },
    },
  });
});

it.each(['chrome', 'firefox', 'edge'])(
  'takes what tells people apart off requests to the crowd’s two hosts, and to no other, in %s',
  (browser) => {
    expect(manifestFor(browser)).toMatchObject({
      declarative_net_request: { rule_resources: [HEADER_RULES] },
    });
    const rules = headerRules(readCrowdHosts({}));
    expect(rules.map(({ condition }) => condition.urlFilter)).toEqual([
      '|https://collector.feed-canary.example/',
      '|https://issuer.feed-canary.example/',
    ]);
    for (const { action } of rules)
      expect(action.requestHeaders).toEqual(
        expect.arrayContaining(
          ['origin', 'user-agent', 'accept-language', 'sec-ch-ua', 'cookie'].map((header) => ({
            header,
            operation: 'remove',
          })),
        ),
      );
  },
);

it('carries the fixed key in test builds only: stores give their own', () => {
  expect(manifestFor('chrome')).not.toHaveProperty('key');
  expect(manifestFor('chrome', 'e2e')).toHaveProperty('key');
});

it('exposes none of our files to pages', () => {
  expect(manifestFor('chrome')).not.toHaveProperty('web_accessible_resources');
});
