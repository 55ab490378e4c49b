import type { Runtime } from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { browser } from '../lib/browser.ts';
import type { DocumentLoad } from '../lib/detect/evidence.ts';
import { type Judgement, NO_ACCESS } from '../lib/detect/judge.ts';
import { type Decision, type Known, onLoad, onObservation, onTime } from '../lib/incident/decide.ts';
import { parseObservation } from '../lib/messages/observation-message.ts';
import { announceRecordChange } from '../lib/messages/record-news.ts';
import { networkFailureOf } from '../lib/net/network-failure.ts';
import { watchOpenTabs } from '../lib/platform/open-tabs.ts';
import { ensurePlaceSalt } from '../lib/platform/place-salt.ts';
import { hasSiteAccess } from '../lib/platform/site-access.ts';
import { translate } from '../lib/platform/translate.ts';
import { openWelcome } from '../lib/platform/welcome.ts';
import { updateRecord } from '../lib/record/record.ts';
import { toolbarFace } from '../lib/words/toolbar-face.ts';
import { X_HOSTS, X_MATCH_PATTERNS } from '../lib/x/hosts.ts';

/** The alarm that looks at the evidence again when time alone may have changed the verdict. */
const REJUDGE_ALARM = 'rejudge';

/**
 * The background holds no state: each event is one transaction on the record, then the toolbar button follows. The
 * browser may end it at any moment, so all listeners are there after the first turn.
 */
export default defineBackground(() => {
  /** Main documents only: each of these events wakes the background. */
  const documents = { urls: X_MATCH_PATTERNS, types: ['main_frame' as const] };

  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    const own = { extensionId: browser.runtime.id, hosts: X_HOSTS };
    const seen = parseObservation(message, sender, own);
    if (!seen) return;
    const { observation, tabId } = seen;
    const atMs = Date.now();
    void carryOn({ place: observation.place, atMs }, (known) =>
      onObservation(known, observation, tabId, atMs),
    );
  });
  browser.webRequest.onCompleted.addListener(({ tabId, statusCode }) => {
    if (statusCode >= 500) recordLoad(tabId, 'http-5xx');
    else if (statusCode < 400) recordLoad(tabId, 'none');
  }, documents);
  browser.webRequest.onErrorOccurred.addListener(({ tabId, error }) => {
    recordLoad(tabId, networkFailureOf(error));
  }, documents);
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === REJUDGE_ALARM) rejudge();
  });
  browser.runtime.onStartup.addListener(rejudge);
  browser.runtime.onInstalled.addListener(async ({ reason }) => {
    if (reason === 'install') void openWelcome();
    rejudge();
    await ensurePlaceSalt();
    await watchOpenTabs();
  });
  browser.permissions.onAdded.addListener(async () => {
    rejudge();
    await watchOpenTabs();
  });
  browser.permissions.onRemoved.addListener(rejudge);
});

function recordLoad(tabId: number, failure: DocumentLoad['failure']) {
  const load = { tabId, atMs: Date.now(), failure };
  void carryOn({ place: undefined, atMs: load.atMs }, (known) => onLoad(known, load));
}

function rejudge() {
  const nowMs = Date.now();
  void carryOn({ place: undefined, atMs: nowMs }, (known) => onTime(known, nowMs));
}

/**
 * One event from evidence to toolbar. Without access to X nothing is recorded: a content script that was started
 * before goes on sending when somebody takes the access away.
 */
async function carryOn(
  change: { place: string | undefined; atMs: number },
  decide: (known: Known) => Decision,
) {
  const judgement = (await hasSiteAccess()) ? (await updateRecord(change, decide)).judgement : NO_ACCESS;
  announceRecordChange();
  await show(judgement);
  if (judgement.changesAtMs === undefined) await browser.alarms.clear(REJUDGE_ALARM);
  else browser.alarms.create(REJUDGE_ALARM, { when: judgement.changesAtMs });
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
