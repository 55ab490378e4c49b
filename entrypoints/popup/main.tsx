import { render } from 'preact';
import { Popup } from '../../components/popup.tsx';
import { Words } from '../../components/words.ts';
import { browser } from '../../lib/browser.ts';
import { lastSeenAtMs } from '../../lib/detect/evidence.ts';
import { judge, NO_ACCESS, PAUSED } from '../../lib/detect/judge.ts';
import { onRecordChange } from '../../lib/messages/record-news.ts';
import { locale, speakLanguage } from '../../lib/platform/language.ts';
import { openSettings } from '../../lib/platform/open-settings.ts';
import { changeSettings, onSettingsChange, readSettings } from '../../lib/platform/settings-store.ts';
import { hasSiteAccess, requestSiteAccess } from '../../lib/platform/site-access.ts';
import { translate } from '../../lib/platform/translate.ts';
import { readRecord } from '../../lib/record/record.ts';
import type { RecordProblem } from '../../lib/record/record-problem.ts';
import type { Slot } from '../../lib/timeline/slot.ts';
import { diagnosticsText } from '../../lib/words/diagnostics.ts';

/** As many as a day of flapping has. */
const MOST_INCIDENTS = 20;
/** Durations on screen move on, and evidence grows old. */
const REFRESH_MS = 5_000;

speakLanguage(document.documentElement);
const language = { t: translate, locale: locale() };

/** Stands in until the record keeps a time line and tells what is wrong with it. */
async function readFaces() {
  const { evidence, incidents } = await readRecord(MOST_INCIDENTS);
  return { evidence, incidents, slots: [] as Slot[], problem: undefined as RecordProblem | undefined };
}

/** Reads the record itself: the popup needs no living background to tell the truth. */
async function refresh() {
  const [{ evidence, incidents, slots, problem }, hasAccess, { isPaused }] = await Promise.all([
    readFaces(),
    hasSiteAccess(),
    readSettings(),
  ]);
  const nowMs = Date.now();
  const watched = hasAccess ? judge(evidence, nowMs) : NO_ACCESS;
  const judgement = isPaused ? PAUSED : watched;
  render(
    <Words.Provider value={language}>
      <Popup
        judgement={judgement}
        lastSeenMs={lastSeenAtMs(evidence)}
        incidents={incidents}
        slots={slots}
        problem={problem}
        nowMs={nowMs}
        diagnostics={diagnosticsText(judgement, evidence, browser.runtime.getManifest().version, nowMs)}
        onGrantAccess={() => void requestSiteAccess().then(refresh)}
        onPause={(wantsPause) => void changeSettings({ isPaused: wantsPause })}
        onOpenSettings={(section) => void openSettings(section).then(() => close())}
      />
    </Words.Provider>,
    document.getElementById('app') as HTMLElement,
  );
}

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort());
onRecordChange(() => void refresh(), closing.signal);
onSettingsChange(() => void refresh(), closing.signal);
setInterval(() => void refresh(), REFRESH_MS);
void refresh();
