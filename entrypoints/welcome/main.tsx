import { render } from 'preact';
import { WelcomePage } from '../../components/welcome-page.tsx';
import { Words } from '../../components/words.ts';
import { exampleReport } from '../../lib/crowd/client/example-report.ts';
import { locale, speakLanguage } from '../../lib/platform/language.ts';
import { translate } from '../../lib/platform/translate.ts';

speakLanguage(document.documentElement);
const nowMs = Date.now();
const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));
render(
  <Words.Provider value={{ t: translate, locale: locale() }}>
    <WelcomePage
      browser={import.meta.env.FIREFOX ? 'firefox' : 'chromium'}
      answer={undefined}
      example={exampleReport({ symptom: 'ok', cell: '001', isPanel: true }, nowMs, randomBytes)}
      nowMs={nowMs}
      onShare={() => undefined}
    />
  </Words.Provider>,
  document.getElementById('app') as HTMLElement,
);
