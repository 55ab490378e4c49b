import { expect, it } from 'vitest';
import config from '../../wxt.config.ts';

type Manifest = Record<string, unknown>;
const manifestFor = (browser: string, mode = 'production') =>
  (config.manifest as (env: { browser: string; mode: string }) => Manifest)({ browser, mode });

it.each(['chrome', 'firefox', 'edge'])(
  'asks for the same few permissions in %s, final since version 1',
  (browser) => {
    expect(manifestFor(browser)).toMatchObject({
      permissions: ['storage', 'alarms', 'webRequest', 'scripting'],
      host_permissions: ['https://x.com/*', 'https://twitter.com/*'],
      optional_permissions: ['notifications'],
      optional_host_permissions: ['https://collector.feed-canary.example/*'],
      incognito: 'not_allowed',
    });
  },
);

it('tells Firefox that nothing is collected', () => {
  expect(manifestFor('firefox')).toMatchObject({
    browser_specific_settings: {
      gecko: { id: 'feed-canary@feed-canary.example', data_collection_permissions: { required: ['none'] } },
    },
  });
});

it('carries the fixed key in test builds only: stores give their own', () => {
  expect(manifestFor('chrome')).not.toHaveProperty('key');
  expect(manifestFor('chrome', 'e2e')).toHaveProperty('key');
});

it('exposes none of our files to pages', () => {
  expect(manifestFor('chrome')).not.toHaveProperty('web_accessible_resources');
});
