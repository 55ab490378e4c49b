import { render } from 'preact';
import type { SharingAnswer } from '../../components/sharing-question.tsx';
import { WelcomePage } from '../../components/welcome-page.tsx';
import { Words } from '../../components/words.ts';
import { exampleReport } from '../../lib/crowd/client/example-report.ts';
import { chooseSharing } from '../../lib/platform/choose-crowd.ts';
import { locale, speakLanguage } from '../../lib/platform/language.ts';
import { translate } from '../../lib/platform/translate.ts';

speakLanguage(document.documentElement);
const nowMs = Date.now();
const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const example = exampleReport({ symptom: 'ok', cell: '001', isPanel: true }, nowMs, randomBytes);

function show(answer: SharingAnswer | undefined) {
  render(
    <Words.Provider value={{ t: translate, locale: locale() }}>
      <WelcomePage
        browser={import.meta.env.FIREFOX ? 'firefox' : 'chromium'}
        answer={answer}
        example={example}
        nowMs={nowMs}
        onShare={(wants) => void share(wants).then(show)}
      />
    </Words.Provider>,
    document.getElementById('app') as HTMLElement,
  );
}

/** The request for the permissions must be the first thing after the click. */
async function share(wants: boolean): Promise<SharingAnswer> {
  try {
    if (!(await chooseSharing(wants))) return 'denied';
    return wants ? 'shares' : 'shares-not';
  } catch {
    return 'failed';
  }
}

show(undefined);
