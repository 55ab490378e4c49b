import { type ComponentChild, render } from 'preact';
import { Words } from '../../components/words.ts';
import { directionOf, LANGUAGES, tagOf, translatorOf } from './texts.ts';

/** What tests and screenshots ask of a page of the gallery. */
export interface Stage {
  states: string[];
  languages: string[];
  show(state: string, language: string, direction?: string): void;
}

/** Shows one state of a face, as the address or a test wants it. */
export function present(states: Record<string, () => ComponentChild>) {
  const app = document.getElementById('app') as HTMLElement;
  const stage: Stage = {
    states: Object.keys(states),
    languages: LANGUAGES,
    show(state, language, direction = directionOf(language)) {
      document.documentElement.lang = tagOf(language);
      document.documentElement.dir = direction;
      const words = { t: translatorOf(language), locale: tagOf(language) };
      render(null, app); // nothing of the last state stays
      render(<Words.Provider value={words}>{states[state]?.()}</Words.Provider>, app);
    },
  };
  Object.assign(globalThis, { stage });
  const asked = new URLSearchParams(location.search);
  stage.show(
    asked.get('state') ?? stage.states[0] ?? '',
    asked.get('language') ?? 'en',
    asked.get('direction') ?? undefined,
  );
}
