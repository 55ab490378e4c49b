import { render } from 'preact';
import { Popup } from '../../components/popup.tsx';
import { Words } from '../../components/words.ts';
import { browser } from '../../lib/browser.ts';
import { lastSeenAtMs } from '../../lib/detect/evidence.ts';
import { onRecordChange } from '../../lib/messages/record-news.ts';
import { locale, speakLanguage } from '../../lib/platform/language.ts';
import { openSettings } from '../../lib/platform/open-settings.ts';
import { readStatus } from '../../lib/platform/read-status.ts';
import { refreshCrowd } from '../../lib/platform/refresh-crowd.ts';
import { changeSettings, onSettingsChange } from '../../lib/platform/settings-store.ts';
import { requestSiteAccess } from '../../lib/platform/site-access.ts';
import { translate } from '../../lib/platform/translate.ts';
import { stripStartOf } from '../../lib/strip/day-strip.ts';
import { diagnosticsText } from '../../lib/words/diagnostics.ts';

/** As many as a day of flapping has. */
const MOST_INCIDENTS = 20;
/** Durations on screen move on, and evidence grows old. */
const REFRESH_MS = 5_000;
/** The collector counts in minutes. */
const ASK_CROWD_MS = 60_000;

speakLanguage(document.documentElement);
const language = { t: translate, locale: locale() };

async function refresh() {
  const nowMs = Date.now();
  const { judgement, evidence, incidents, slots, problem, crowd } = await readStatus(nowMs, {
    mostIncidents: MOST_INCIDENTS,
    slotsWithin: { fromMs: stripStartOf(nowMs), toMs: nowMs },
  });
  render(
    <Words.Provider value={language}>
      <Popup
        judgement={judgement}
        lastSeenMs={lastSeenAtMs(evidence)}
        incidents={incidents}
        slots={slots}
        problem={problem}
        crowd={crowd}
        sharing={{ isSharing: false, trouble: undefined }}
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

const askCrowd = () => void refreshCrowd({ withHistory: true }).then(refresh);

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort());
onRecordChange(() => void refresh(), closing.signal);
onSettingsChange(() => void refresh(), closing.signal);
setInterval(() => void refresh(), REFRESH_MS);
setInterval(askCrowd, ASK_CROWD_MS);
void refresh();
askCrowd();
