import { type ComponentProps, render } from 'preact';
import { Popup } from '../../components/popup.tsx';
import { Words } from '../../components/words.ts';
import { browser } from '../../lib/browser.ts';
import { lastSeenAtMs, NO_EVIDENCE } from '../../lib/detect/evidence.ts';
import { onRecordChange } from '../../lib/messages/record-news.ts';
import { locale, speakLanguage } from '../../lib/platform/language.ts';
import { openSettings } from '../../lib/platform/open-settings.ts';
import { readStatus, type Status } from '../../lib/platform/read-status.ts';
import { refreshCrowd } from '../../lib/platform/refresh-crowd.ts';
import { changeSettings, onSettingsChange } from '../../lib/platform/settings-store.ts';
import { readSharingState } from '../../lib/platform/sharing-state.ts';
import { requestSiteAccess } from '../../lib/platform/site-access.ts';
import { translate } from '../../lib/platform/translate.ts';
import { DEFAULT_SETTINGS } from '../../lib/settings/settings.ts';
import { stripStartOf } from '../../lib/strip/day-strip.ts';
import { diagnosticsText } from '../../lib/words/diagnostics.ts';

/** As many as a day of flapping has. */
const MOST_INCIDENTS = 20;
/** Durations on screen move on, and evidence grows old. */
const REFRESH_MS = 5_000;
/** The collector counts in minutes. */
const ASK_CROWD_MS = 60_000;

/** What most people find on most days. */
const A_CALM_DAY: Status = {
  judgement: { verdict: 'working', sights: [], witnesses: [], workingParts: [] },
  evidence: NO_EVIDENCE,
  incidents: [],
  slots: [],
  settings: DEFAULT_SETTINGS,
  crowd: { crowd: 'off' },
  problem: undefined,
};

const app = document.getElementById('app') as HTMLElement;
const language = { t: translate, locale: locale() };

async function refresh() {
  const nowMs = Date.now();
  const status = await readStatus(nowMs, {
    mostIncidents: MOST_INCIDENTS,
    slotsWithin: { fromMs: stripStartOf(nowMs), toMs: nowMs },
  });
  draw(status, await readSharingState(status), nowMs);
  if (!app.isConnected) document.body.append(app);
}

function draw(status: Status, sharing: ComponentProps<typeof Popup>['sharing'], nowMs: number) {
  const { judgement, evidence, incidents, slots, problem, crowd } = status;
  render(
    <Words.Provider value={language}>
      <Popup
        judgement={judgement}
        lastSeenMs={lastSeenAtMs(evidence)}
        incidents={incidents}
        slots={slots}
        problem={problem}
        crowd={crowd}
        sharing={sharing}
        nowMs={nowMs}
        diagnostics={diagnosticsText(judgement, evidence, browser.runtime.getManifest().version, nowMs)}
        onGrantAccess={() => void requestSiteAccess().then(refresh)}
        onPause={(wantsPause) => void changeSettings({ isPaused: wantsPause })}
        onOpenSettings={(section) => void openSettings(section).then(() => close())}
      />
    </Words.Provider>,
    app,
  );
}

const askCrowd = () => void refreshCrowd({ withHistory: true }).then(refresh);

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort());
onRecordChange(() => void refresh(), closing.signal);
onSettingsChange(() => void refresh(), closing.signal);
setInterval(() => void refresh(), REFRESH_MS);
setInterval(askCrowd, ASK_CROWD_MS);

void refresh().finally(askCrowd);
// While the record is read there is nothing to do but this, and the first of everything takes longest: elements,
// formats of times, texts. Nobody sees it: it is out of the page until it says what is true.
app.remove();
speakLanguage(document.documentElement);
draw(A_CALM_DAY, { isSharing: false, trouble: undefined }, Date.now());
