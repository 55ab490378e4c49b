import type { Runtime } from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { browser } from '../lib/browser.ts';
import { CELLS } from '../lib/crowd/cells.ts';
import type { DocumentLoad } from '../lib/detect/evidence.ts';
import { type Judgement, NO_ACCESS, PAUSED } from '../lib/detect/judge.ts';
import {
  type Decision,
  type Known,
  NOTHING_KNOWN,
  onLoad,
  onObservation,
  onTime,
} from '../lib/incident/decide.ts';
import type { Incident } from '../lib/incident/incident.ts';
import type { Notice } from '../lib/incident/notice.ts';
import { parseObservation } from '../lib/messages/observation-message.ts';
import { announceRecordChange } from '../lib/messages/record-news.ts';
import { failureOfStatus, networkFailureOf } from '../lib/net/network-failure.ts';
import { readCrowd } from '../lib/platform/crowd-now.ts';
import { CROWD_ALARM, followCrowd } from '../lib/platform/crowd-watch.ts';
import { clearNotificationsOnClick, showNotification } from '../lib/platform/notifications.ts';
import { watchOpenTabs } from '../lib/platform/open-tabs.ts';
import { ownCell } from '../lib/platform/own-cell.ts';
import { keepOwnPlace } from '../lib/platform/own-place.ts';
import { ensurePlaceSalt } from '../lib/platform/place-salt.ts';
import { onPublishedCrowd } from '../lib/platform/published-crowd-store.ts';
import { refreshCrowd } from '../lib/platform/refresh-crowd.ts';
import { goOnReporting, REPORTING_ALARM, report } from '../lib/platform/reporting.ts';
import { onSettingsChange, readSettings } from '../lib/platform/settings-store.ts';
import { hasSiteAccess } from '../lib/platform/site-access.ts';
import { translate } from '../lib/platform/translate.ts';
import { forgetUnrecorded, keepUnrecorded, readUnrecorded } from '../lib/platform/unrecorded.ts';
import { openWelcome } from '../lib/platform/welcome.ts';
import { readKnown, updateRecord } from '../lib/record/record.ts';
import { recordProblemOf } from '../lib/record/record-problem.ts';
import { purgeHistory } from '../lib/record/retention.ts';
import { noticeWords } from '../lib/words/notice-words.ts';
import { toolbarFace } from '../lib/words/toolbar-face.ts';
import { X_HOSTS, X_MATCH_PATTERNS } from '../lib/x/hosts.ts';

/** The alarm that looks at the evidence again when time alone may have changed the verdict. */
const REJUDGE_ALARM = 'rejudge';

type Decide = (known: Known) => Decision;

/**
 * The background holds no state: each event is one transaction on the record, then the toolbar button follows. The
 * browser may end it at any moment, so all listeners are there after the first turn.
 */
export default defineBackground(() => {
  /** Main documents only: each of these events wakes the background. */
  const documents = { urls: X_MATCH_PATTERNS, types: ['main_frame' as const] };
  // At each start: a browser that ended during the installation sends neither `onInstalled` nor `onStartup` again.
  const salted = ensurePlaceSalt();
  void keepOwnPlace(CELLS[ownCell()]?.code);

  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    const own = { extensionId: browser.runtime.id, hosts: X_HOSTS };
    const seen = parseObservation(message, sender, own);
    if (!seen) return;
    const { observation, tabId } = seen;
    const atMs = Date.now();
    void carryOn(observation.place, atMs, (known) => onObservation(known, observation, tabId, atMs));
  });
  browser.webRequest.onCompleted.addListener(({ tabId, statusCode }) => {
    const failure = failureOfStatus(statusCode);
    if (failure) recordLoad(tabId, failure);
  }, documents);
  browser.webRequest.onErrorOccurred.addListener(({ tabId, error }) => {
    recordLoad(tabId, networkFailureOf(error));
  }, documents);
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === REJUDGE_ALARM) rejudge();
    if (name === CROWD_ALARM) void refreshCrowd({ withHistory: false });
    if (name === REPORTING_ALARM) void goOnReporting();
  });
  browser.runtime.onStartup.addListener(() => {
    rejudge();
    void goOnReporting();
  });
  browser.runtime.onInstalled.addListener(async ({ reason }) => {
    if (reason === 'install') void openWelcome();
    rejudge();
    void goOnReporting();
    await salted;
    await watchOpenTabs();
  });
  browser.permissions.onAdded.addListener(async () => {
    clearNotificationsOnClick();
    rejudge();
    await watchOpenTabs();
  });
  browser.permissions.onRemoved.addListener(rejudge);
  clearNotificationsOnClick();
  onPublishedCrowd(rejudge);
  onSettingsChange(async ({ retentionDays }) => {
    rejudge();
    void goOnReporting();
    // Failing is no harm: the first slot of the next day purges again.
    await purgeHistory(Date.now(), retentionDays).catch(() => {});
    announceRecordChange();
  });
});

function recordLoad(tabId: number, failure: DocumentLoad['failure']) {
  const load = { tabId, atMs: Date.now(), failure };
  void carryOn(undefined, load.atMs, (known) => onLoad(known, load));
}

function rejudge() {
  const nowMs = Date.now();
  void carryOn(undefined, nowMs, (known) => onTime(known, nowMs));
}

/**
 * One event from evidence to toolbar. Without access to X nothing is recorded: a content script that was started
 * before goes on sending when somebody takes the access away.
 */
async function carryOn(place: string | undefined, atMs: number, decide: Decide) {
  const [settings, hasAccess] = await Promise.all([readSettings(), hasSiteAccess()]);
  const isWatching = hasAccess && !settings.isPaused;
  const standing = settings.isPaused ? PAUSED : NO_ACCESS;
  const { witness: crowd } = await readCrowd(settings, atMs);
  const decideWithCrowd = (known: Known) => decide({ ...known, crowd });
  const decision = isWatching
    ? await record(place, atMs, settings.retentionDays, decideWithCrowd)
    : undefined;
  const judgement = decision?.judgement ?? standing;
  announceRecordChange();
  await show(judgement);
  if (judgement.changesAtMs === undefined) await browser.alarms.clear(REJUDGE_ALARM);
  else browser.alarms.create(REJUDGE_ALARM, { when: judgement.changesAtMs });
  if (decision?.notice && decision.incident && settings.wantsNotifications)
    await notify(decision.notice, decision.incident, atMs);
  void report(judgement, settings);
  await followCrowd(judgement, settings, atMs);
}

/**
 * Decides and records. Where nothing can be recorded (a full disk, most likely), the verdict is judged all the same,
 * from what is kept in memory; notices are not given then, for nothing would say that they were.
 */
async function record(place: string | undefined, atMs: number, retentionDays: number, decide: Decide) {
  try {
    const decision = await updateRecord({ place, atMs, retentionDays }, decide);
    await forgetUnrecorded();
    return decision;
  } catch (error) {
    const known = await readKnown(place).catch(() => NOTHING_KNOWN);
    const { evidence = known.evidence } = (await readUnrecorded()) ?? {};
    const decision = decide({ ...known, evidence });
    await keepUnrecorded({ problem: recordProblemOf(error), evidence: decision.evidence });
    return { ...decision, notice: undefined };
  }
}

/** The same id for both news of an incident: the second takes the place of the first. */
function notify(notice: Notice, incident: Incident, nowMs: number) {
  const words = noticeWords(notice, incident, nowMs, translate, browser.i18n.getUILanguage());
  return showNotification(`incident-${incident.startMs}`, words);
}

async function show(judgement: Judgement) {
  const face = toolbarFace(judgement, translate);
  await Promise.all([
    browser.action.setIcon({ path: face.iconPaths }),
    browser.action.setBadgeText({ text: face.badgeText }),
    browser.action.setBadgeBackgroundColor({ color: face.badgeColor }),
    browser.action.setTitle({ title: face.title }),
  ]);
}
