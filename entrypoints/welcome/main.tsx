import { render } from 'preact';
import type { SharingAnswer } from '../../components/sharing-question.tsx';
import { WelcomePage } from '../../components/welcome-page.tsx';
import { Words } from '../../components/words.ts';
import { chooseSharing } from '../../lib/platform/choose-sharing.ts';
import { locale, speakLanguage } from '../../lib/platform/language.ts';
import { readSharing } from '../../lib/platform/read-sharing.ts';
import { readStatus } from '../../lib/platform/read-status.ts';
import { onSettingsChange } from '../../lib/platform/settings-store.ts';
import { translate } from '../../lib/platform/translate.ts';

speakLanguage(document.documentElement);
const language = { t: translate, locale: locale() };
let answer: SharingAnswer | undefined;

async function refresh() {
  const nowMs = Date.now();
  const { isSharing, example } = await readSharing(await readStatus(nowMs, { mostIncidents: 0 }), nowMs);
  render(
    <Words.Provider value={language}>
      <WelcomePage
        browser={import.meta.env.FIREFOX ? 'firefox' : 'chromium'}
        answer={answer ?? (isSharing ? 'shares' : undefined)}
        example={example}
        nowMs={nowMs}
        onShare={(wants) => void choose(wants)}
      />
    </Words.Provider>,
    document.getElementById('app') as HTMLElement,
  );
}

async function choose(wants: boolean) {
  try {
    // The request for a permission must be the first thing after the click.
    const isAllowed = await chooseSharing(wants);
    answer = isAllowed ? (wants ? 'shares' : 'shares-not') : 'denied';
  } catch {
    answer = 'failed';
  }
  await refresh();
}

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort());
onSettingsChange(() => void refresh(), closing.signal);
void refresh();
