import type { PopupProps } from '../../components/popup.tsx';
import type { SettingsPageProps } from '../../components/settings/settings-page.tsx';
import type { WelcomePageProps } from '../../components/welcome-page.tsx';
import { SHARING_TROUBLES } from '../../lib/crowd/client/sharing-trouble.ts';
import { type Judgement, NO_ACCESS, PAUSED, type Reason } from '../../lib/detect/judge.ts';
import type { Incident } from '../../lib/incident/incident.ts';
import { DEFAULT_SETTINGS } from '../../lib/settings/settings.ts';
import { SLOT_MS, type Slot } from '../../lib/timeline/slot.ts';
import { MINUTE_MS, NOW_MS } from './now.ts';
import { BANGLADESH, CALM_REGION, hoursWith, OTHERS_CALM, OTHERS_DOWN, OTHERS_MORE } from './others.ts';
import { EXAMPLE, NOT_SHARING, SENT, SHARING } from './sharing.ts';

/** Every state of the faces, as data: for the gallery, the tests in the browser and the screenshots. */

type Data<Props> = { [Name in keyof Props as Name extends `on${string}` ? never : Name]: Props[Name] };
export type PopupState = Data<PopupProps>;
export type SettingsState = Data<SettingsPageProps>;
export type WelcomeState = Data<WelcomePageProps>;

const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const judged = (parts: Partial<Judgement>): Judgement => ({
  verdict: 'unknown',
  sights: [],
  witnesses: [],
  workingParts: [],
  ...parts,
});
const unknown = (reason: Reason) => judged({ verdict: 'unknown', reason });
const yours = (reason: Reason) => judged({ verdict: 'yours', reason });
const WORKING = judged({ verdict: 'working' });

/** What a reader looked at, from and to so many hours ago. */
function looked(
  fromHoursAgo: number,
  toHoursAgo: number,
  seenMs: Slot['seenMs'] = { working: SLOT_MS },
): Slot[] {
  const slots = Math.round(((fromHoursAgo - toHoursAgo) * HOUR_MS) / SLOT_MS);
  const startMs = Math.floor((NOW_MS - fromHoursAgo * HOUR_MS) / SLOT_MS) * SLOT_MS;
  return Array.from({ length: slots }, (_, index) => ({
    startMs: startMs + index * SLOT_MS,
    seenMs,
    failedLoads: 0,
  }));
}

const DAY: Slot[] = [
  ...looked(22.5, 20),
  ...looked(11.4, 10),
  ...looked(9, 8.5, { yours: SLOT_MS }),
  ...looked(8, 7.5, { unknown: SLOT_MS }),
  ...looked(6, 2.5),
  { startMs: NOW_MS - 2.1 * HOUR_MS, seenMs: {}, failedLoads: 2 },
  ...looked(1, 0),
];

const LONG_AGO: Incident = {
  id: 1,
  verdict: 'outage',
  startMs: Date.UTC(2023, 11, 21, 5, 4),
  lastSeenMs: Date.UTC(2023, 11, 21, 6, 29),
  endMs: Date.UTC(2023, 11, 21, 6, 29),
  ending: 'recovered',
  sights: [{ part: 'home-following', symptom: 'empty-feed' }],
  witnesses: ['sighting', 'persistence'],
};
const LISTS: Incident = {
  ...LONG_AGO,
  id: 2,
  startMs: NOW_MS - 9 * DAY_MS,
  lastSeenMs: NOW_MS - 9 * DAY_MS + 25 * MINUTE_MS,
  endMs: NOW_MS - 9 * DAY_MS + 25 * MINUTE_MS,
  ending: 'lost-sight',
  sights: [{ part: 'list', symptom: 'empty-list' }],
};
const BRIEF: Incident = {
  ...LONG_AGO,
  id: 3,
  verdict: 'suspected',
  startMs: NOW_MS - 3 * HOUR_MS,
  lastSeenMs: NOW_MS - 3 * HOUR_MS + 40_000,
  endMs: NOW_MS - 3 * HOUR_MS + 40_000,
};
const PAST = [BRIEF, LONG_AGO, LISTS];

const going = (verdict: Incident['verdict'], sights: Incident['sights'], minutes: number): Incident => ({
  id: 9,
  verdict,
  startMs: NOW_MS - minutes * MINUTE_MS,
  lastSeenMs: NOW_MS,
  sights,
  witnesses: ['sighting'],
});

const DIAGNOSTICS = `Feed Canary 1.0.0: unknown (not-understood)
not found: primary-column, tablist
home-for-you not-understood, seen for 45 s until 3 s ago
home-for-you posts, seen for 322 s until 190 s ago`;

const CALM: PopupState = {
  judgement: WORKING,
  lastSeenMs: NOW_MS - 4_000,
  incidents: PAST,
  slots: DAY,
  problem: undefined,
  crowd: { crowd: 'off' },
  sharing: { isSharing: false, trouble: undefined },
  nowMs: NOW_MS,
  diagnostics: DIAGNOSTICS,
};

/** Trouble that goes on. */
function inTrouble(
  verdict: 'suspected' | 'outage',
  sights: Incident['sights'],
  minutes: number,
  more: Partial<Judgement> = {},
): PopupState {
  const incident = going(verdict, sights, minutes);
  const judgement = judged({ verdict, sights, sinceMs: incident.startMs, witnesses: ['sighting'], ...more });
  return { ...CALM, judgement, incidents: [incident, ...PAST] };
}

const FEEDS: Incident['sights'] = [
  { part: 'home-for-you', symptom: 'empty-feed' },
  { part: 'home-following', symptom: 'empty-feed' },
];

const OUTAGE = inTrouble('outage', FEEDS, 14, {
  witnesses: ['sighting', 'second-surface', 'reload'],
  workingParts: ['notifications', 'messages'],
});
const LISTS_DOWN = inTrouble('outage', [{ part: 'list', symptom: 'empty-list' }], 6, {
  witnesses: ['sighting', 'persistence'],
  workingParts: ['home-for-you'],
});

export const POPUP_STATES: Record<string, PopupState> = {
  'first-day': { ...CALM, judgement: unknown('idle'), lastSeenMs: undefined, incidents: [], slots: [] },
  working: CALM,
  'working-first-day': { ...CALM, incidents: [], slots: looked(0.1, 0) },
  suspected: inTrouble('suspected', FEEDS.slice(0, 1), 0.1),
  'suspected-list': inTrouble('suspected', [{ part: 'list', symptom: 'empty-list' }], 0.1),
  outage: OUTAGE,
  'outage-server-error': inTrouble('outage', [{ part: 'site', symptom: 'server-error' }], 3, {
    witnesses: ['sighting', 'reload'],
  }),
  'outage-unreachable': inTrouble('outage', [{ part: 'site', symptom: 'unreachable' }], 75, {
    witnesses: ['sighting', 'reload'],
  }),
  'outage-everything': inTrouble(
    'outage',
    [
      ...FEEDS,
      { part: 'list', symptom: 'timeline-error' },
      { part: 'profile', symptom: 'empty-profile' },
      { part: 'post', symptom: 'stuck-loading' },
      { part: 'site', symptom: 'blank-page' },
    ],
    26 * 60,
    {
      witnesses: [
        'sighting',
        'persistence',
        'second-surface',
        'second-tab',
        'failed-requests',
        'document-error',
      ],
      workingParts: ['search', 'explore', 'bookmarks'],
    },
  ),
  'partial-lists': LISTS_DOWN,
  'partial-posting': inTrouble('outage', [{ part: 'posting', symptom: 'posting-failed' }], 2, {
    witnesses: ['sighting', 'persistence'],
    workingParts: ['home-following'],
  }),
  offline: { ...CALM, judgement: yours('offline') },
  'rate-limited': { ...CALM, judgement: yours('rate-limited') },
  blocked: { ...CALM, judgement: yours('blocked') },
  idle: { ...CALM, judgement: unknown('idle'), lastSeenMs: NOW_MS - 40 * MINUTE_MS },
  'idle-for-days': {
    ...CALM,
    judgement: unknown('idle'),
    lastSeenMs: NOW_MS - 6 * DAY_MS,
    incidents: [LISTS],
    slots: [],
  },
  'logged-out': { ...CALM, judgement: unknown('logged-out') },
  'not-understood': { ...CALM, judgement: unknown('not-understood') },
  'no-comparison': { ...CALM, judgement: unknown('no-comparison'), incidents: [] },
  'no-access': { ...CALM, judgement: NO_ACCESS },
  paused: { ...CALM, judgement: PAUSED },
  'disk-full': { ...CALM, problem: 'full' },
  'history-blocked': { ...CALM, problem: 'blocked', incidents: [], slots: [] },
  'history-broken': { ...CALM, problem: 'broken', incidents: [], slots: [] },
  'crowd-calm': { ...CALM, crowd: OTHERS_CALM },
  'crowd-calm-with-place': { ...CALM, crowd: { ...OTHERS_CALM, place: CALM_REGION } },
  'crowd-calm-place-down': {
    ...CALM,
    crowd: { ...OTHERS_CALM, problem: 420, expected: 380, place: BANGLADESH },
  },
  'crowd-elevated': { ...CALM, crowd: OTHERS_MORE },
  'crowd-elevated-suspected': {
    ...inTrouble('suspected', FEEDS.slice(0, 1), 0.1),
    crowd: { ...OTHERS_MORE, expected: null, place: { ...BANGLADESH, status: 'elevated' } },
  },
  'crowd-outage': { ...OUTAGE, crowd: OTHERS_DOWN },
  'crowd-outage-with-place': {
    ...OUTAGE,
    crowd: { ...OTHERS_DOWN, place: BANGLADESH },
    sharing: { isSharing: true, trouble: undefined },
  },
  'crowd-outage-only': { ...CALM, crowd: { ...OTHERS_DOWN, place: { ...BANGLADESH, status: 'no-data' } } },
  'crowd-outage-partial': {
    ...LISTS_DOWN,
    crowd: {
      ...OTHERS_DOWN,
      share: null,
      symptoms: [
        { symptom: 'empty-list', n: 1_105 },
        { symptom: 'partial', n: 90 },
      ],
    },
  },
  'crowd-no-data': {
    ...CALM,
    crowd: {
      ...OTHERS_CALM,
      crowd: 'no-data',
      problem: null,
      expected: null,
      share: null,
      symptoms: [],
      hours: hoursWith(10).map((bar) => ({ ...bar, problem: null, expected: null })),
    },
  },
  'crowd-few': { ...CALM, crowd: { ...OTHERS_CALM, problem: null, symptoms: [] } },
  'crowd-first-day': {
    ...CALM,
    judgement: unknown('idle'),
    lastSeenMs: undefined,
    incidents: [],
    slots: [],
    crowd: OTHERS_CALM,
  },
  'crowd-unreachable': { ...CALM, crowd: { crowd: 'unreachable' } },
  ...Object.fromEntries(
    SHARING_TROUBLES.map((trouble) => [
      `sharing-${trouble}`,
      { ...CALM, crowd: OTHERS_CALM, sharing: { isSharing: true, trouble } },
    ]),
  ),
};

const SETTINGS: SettingsState = {
  settings: DEFAULT_SETTINGS,
  last: undefined,
  size: { incidents: 3, days: 41 },
  problem: undefined,
  sharing: NOT_SHARING,
  nowMs: NOW_MS,
  diagnostics: DIAGNOSTICS,
  version: '1.0.0',
};
const after = (
  at: NonNullable<SettingsState['last']>['at'],
  outcome: NonNullable<SettingsState['last']>['outcome'],
) => ({
  ...SETTINGS,
  last: { at, outcome },
});

export const SETTINGS_STATES: Record<string, SettingsState> = {
  fresh: { ...SETTINGS, size: { incidents: 0, days: 0 } },
  notified: {
    ...after('notifications', { of: 'saved' }),
    settings: { ...DEFAULT_SETTINGS, wantsNotifications: true },
  },
  'notifications-refused': after('notifications', { of: 'notifications-refused' }),
  paused: { ...after('pausing', { of: 'saved' }), settings: { ...DEFAULT_SETTINGS, isPaused: true } },
  exported: after('history', { of: 'exported' }),
  imported: after('history', { of: 'imported', added: 1_312 }),
  'nothing-imported': after('history', { of: 'imported', added: 0 }),
  'import-not-json': after('history', { of: 'import-refused', problem: 'not-json' }),
  'import-not-ours': after('history', { of: 'import-refused', problem: 'not-ours' }),
  'import-newer': after('history', { of: 'import-refused', problem: 'newer' }),
  'import-damaged': after('history', { of: 'import-refused', problem: 'damaged' }),
  deleted: after('history', { of: 'deleted' }),
  failed: after('history', { of: 'failed' }),
  'history-broken': { ...SETTINGS, size: undefined, problem: 'broken' },
  'sees-crowd': { ...after('sharing', { of: 'saved' }), sharing: { ...NOT_SHARING, seesCrowd: true } },
  sharing: { ...after('sharing', { of: 'saved' }), sharing: { ...SHARING, slotsLeft: 0 } },
  'sharing-ready': { ...SETTINGS, sharing: { ...SHARING, sent: SENT.slice(0, 3), waiting: 1 } },
  'sharing-for-days': { ...SETTINGS, sharing: { ...SHARING, sent: SENT, waiting: 3 } },
  'sharing-denied': after('sharing', { of: 'sharing-denied' }),
  'sharing-forgotten': after('sharing', { of: 'forgotten' }),
  ...Object.fromEntries(
    SHARING_TROUBLES.map((trouble) => [
      `sharing-${trouble}`,
      { ...SETTINGS, sharing: { ...SHARING, trouble, sent: SENT.slice(2, 4) } },
    ]),
  ),
};

const WELCOME: WelcomeState = { browser: 'chromium', answer: undefined, example: EXAMPLE, nowMs: NOW_MS };

export const WELCOME_STATES: Record<string, WelcomeState> = {
  chromium: WELCOME,
  firefox: { ...WELCOME, browser: 'firefox' },
  shares: { ...WELCOME, answer: 'shares' },
  'shares-not': { ...WELCOME, answer: 'shares-not' },
  denied: { ...WELCOME, answer: 'denied' },
  failed: { ...WELCOME, answer: 'failed' },
};
