import { render } from 'preact';
import { Popup } from '../../components/popup.tsx';
import { Words } from '../../components/words.ts';
import { browser } from '../../lib/browser.ts';
import { judge, NO_ACCESS } from '../../lib/detect/judge.ts';
import { onRecordChange } from '../../lib/messages/record-news.ts';
import { hasSiteAccess, requestSiteAccess } from '../../lib/platform/site-access.ts';
import { translate } from '../../lib/platform/translate.ts';
import { readRecord } from '../../lib/record/record.ts';
import { diagnosticsText } from '../../lib/words/diagnostics.ts';

const MOST_INCIDENTS = 5;
/** Durations on screen move on, and evidence grows old. */
const REFRESH_MS = 5_000;

const locale = browser.i18n.getUILanguage();
document.documentElement.lang = locale;
document.documentElement.dir = browser.i18n.getMessage('@@bidi_dir');

/** Reads the record itself: the popup needs no living background to tell the truth. */
async function refresh() {
  const [{ evidence, incidents }, hasAccess] = await Promise.all([
    readRecord(MOST_INCIDENTS),
    hasSiteAccess(),
  ]);
  const nowMs = Date.now();
  const judgement = hasAccess ? judge(evidence, nowMs) : NO_ACCESS;
  const { version } = browser.runtime.getManifest();
  const grantAccess = () => void requestSiteAccess().then(refresh);
  render(
    <Words.Provider value={{ t: translate, locale }}>
      <Popup
        judgement={judgement}
        incidents={incidents}
        nowMs={nowMs}
        diagnostics={diagnosticsText(judgement, evidence, version, nowMs)}
        onGrantAccess={grantAccess}
      />
    </Words.Provider>,
    document.getElementById('app') as HTMLElement,
  );
}

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort());
onRecordChange(() => void refresh(), closing.signal);
setInterval(() => void refresh(), REFRESH_MS);
void refresh();
