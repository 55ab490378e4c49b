import preact from '@preact/preset-vite';
import { defineConfig, type Entrypoint } from 'wxt';
import { SHARED_DATA } from './lib/crowd/shared-data.ts';
import { X_MATCH_PATTERNS } from './lib/x/hosts.ts';
import { bareScripts } from './scripts/build/bare-scripts.ts';
import { bundledLicences } from './scripts/build/bundled-packages.ts';
import {
  crowdConstants,
  crowdMatchPatterns,
  faultOfRelease,
  readCrowdHosts,
} from './scripts/build/crowd-hosts.ts';
import { HEADER_RULES, headerRules } from './scripts/build/header-rules.ts';
import { drawIcons, PRODUCT_ICONS } from './scripts/build/icons.ts';
import { inlineStyles } from './scripts/build/inline-styles.ts';
import { stripInnerHtml } from './scripts/build/strip-inner-html.ts';

/** Where crowd status and reports go; only named as an optional permission until a person opts in. */
const crowdHosts = readCrowdHosts();

/** Gives test builds one id on every machine; store builds get theirs from the store. */
const TEST_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0R6ZM6chvQqqGkcf3IVz8oyPr5QktJgR567HwDBR9FDR+XesJsNQU/J+CYVTcwigxoFLtB2LUsSaCa87H48YFBp+Sue3QA1A/Bf0LCDjFlxhSPRx7hj7dYvniOKQZZysu/7PWRTnEnaigCuzGNW5dexG6ZhSg0mprUF3ciFX3pX82Me5bOUt1/cmzMHQFMwyDq2dgpFWlS5g0FmWbQPUfnt770tITR1NkoSFK7ky5gv2sr4yeMT1ZVzT1pla4ufqvGqpn+79/1tW/paNjpyrLSz6y5hvY46AHn6anwHIqU63pxGxD7PjTKljb3CIgOF6//xFDXzARMgEFFO21wqRCQIDAQAB';

const licences = bundledLicences();

const isPopup = ({ type }: Entrypoint) => type === 'popup';

export default defineConfig({
  manifestVersion: 3, // without it WXT builds MV2 for Firefox
  imports: false,
  modules: ['@wxt-dev/i18n/module'],
  hooks: {
    'build:publicAssets': async (wxt, files) => {
      files.push({ relativeDest: HEADER_RULES.path, contents: JSON.stringify(headerRules(crowdHosts)) });
      await drawIcons(wxt, files);
    },
    'zip:start': () => {
      const fault = faultOfRelease(crowdHosts);
      if (fault !== undefined) throw new Error(fault);
    },
    'build:done': licences.onBuilt,
    // The popup opens the sooner the fewer files it waits for: built by itself it is one script, which holds nothing
    // that only other pages need.
    'entrypoints:grouped': (_wxt, groups) => {
      const pages = groups.filter(Array.isArray).find((group) => group.some(isPopup));
      if (pages) groups.push(pages.splice(pages.findIndex(isPopup), 1));
    },
  },
  // Test builds are what users get, but for the key: they must not log more.
  vite: () => ({
    plugins: [preact(), stripInnerHtml(), bareScripts(), licences.plugin(), inlineStyles()],
    build: { modulePreload: { polyfill: false } }, // every browser we run in has it
    define: { 'import.meta.env.MODE': '"production"', ...crowdConstants(crowdHosts) },
  }),
  manifest: ({ browser, mode }) => ({
    name: '__MSG_extName__',
    description: '__MSG_extDescription__',
    default_locale: 'en',
    icons: PRODUCT_ICONS,
    permissions: ['storage', 'alarms', 'webRequest', 'scripting', 'declarativeNetRequestWithHostAccess'],
    optional_permissions: ['notifications'],
    host_permissions: X_MATCH_PATTERNS,
    optional_host_permissions: crowdMatchPatterns(crowdHosts),
    declarative_net_request: { rule_resources: [HEADER_RULES] },
    incognito: 'not_allowed',
    // Listed here, not as a WXT content script: WXT's own context would dispatch an event that X's page can see.
    content_scripts: [{ matches: X_MATCH_PATTERNS, js: ['watch.js'], run_at: 'document_start' }],
    ...(mode === 'e2e' && browser !== 'firefox' ? { key: TEST_KEY } : {}),
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'feed-canary@feed-canary.example',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'], optional: [...SHARED_DATA] },
            },
            gecko_android: { strict_min_version: '142.0' },
          },
        }
      : { minimum_chrome_version: '120' }),
  }),
  zip: {
    // An allow-list: what is not named here never reaches the sources zip that reviewers get.
    includeSources: [
      ...['assets', 'components', 'entrypoints', 'lib', 'locales', 'scripts/build'].map((dir) => `${dir}/**`),
      ...['wxt.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json', 'LICENSE'],
      ...['SOURCE_CODE_REVIEW', 'PERMISSIONS', 'PRIVACY', 'data-flow'].map((page) => `docs/${page}.md`),
    ],
  },
});
