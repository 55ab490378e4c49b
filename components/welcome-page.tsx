import icon from '../assets/icon.svg';
import { NeverList } from './never-list.tsx';
import { SharingQuestion, type SharingQuestionProps } from './sharing-question.tsx';
import { VerdictIcon } from './verdict-icon.tsx';
import { useWords } from './words.ts';

const SHAPES = ['working', 'suspected', 'outage', 'yours', 'unknown'] as const;

export interface WelcomePageProps extends SharingQuestionProps {
  /** Each keeps its toolbar buttons elsewhere. */
  browser: 'chromium' | 'firefox';
}

/** What the first installation opens. Nothing on it needs an answer. */
export function WelcomePage({ browser, ...question }: WelcomePageProps) {
  const { t } = useWords();
  return (
    <main>
      <header>
        <img src={icon} alt="" width={88} height={88} />
        <h1>{t('welcome.title')}</h1>
        <p class="lead">{t('welcome.lead')}</p>
      </header>
      <section>
        <h2>{t('welcome.icons')}</h2>
        <ul class="shapes">
          {SHAPES.map((shape) => (
            <li key={shape}>
              <VerdictIcon shape={shape} sizePx={32} />
              {t(`welcome.${shape}`)}
            </li>
          ))}
        </ul>
        <p>{t('welcome.nothingToDo')}</p>
      </section>
      <section>
        <h2>{t('never.title')}</h2>
        <NeverList />
      </section>
      <SharingQuestion {...question} />
      <section>
        <h2>{t('welcome.pin')}</h2>
        <p>{t(browser === 'firefox' ? 'welcome.pinFirefox' : 'welcome.pinChromium')}</p>
      </section>
      <p>
        <a class="button primary" href="https://x.com/home" target="_blank" rel="noreferrer">
          {t('welcome.openX')}
        </a>
      </p>
    </main>
  );
}
