import { render } from 'preact';
import { WelcomePage } from '../../components/welcome-page.tsx';
import { Words } from '../../components/words.ts';
import { locale, speakLanguage } from '../../lib/platform/language.ts';
import { translate } from '../../lib/platform/translate.ts';

speakLanguage(document.documentElement);
render(
  <Words.Provider value={{ t: translate, locale: locale() }}>
    <WelcomePage browser={import.meta.env.FIREFOX ? 'firefox' : 'chromium'} />
  </Words.Provider>,
  document.getElementById('app') as HTMLElement,
);
