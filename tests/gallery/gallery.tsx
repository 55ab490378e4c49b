import { render } from 'preact';
import { useState } from 'preact/hooks';
import { POPUP_STATES, SETTINGS_STATES, WELCOME_STATES } from './states.ts';
import { LANGUAGES } from './texts.ts';

const FACES: Record<string, string[]> = {
  popup: Object.keys(POPUP_STATES),
  settings: Object.keys(SETTINGS_STATES),
  welcome: Object.keys(WELCOME_STATES),
};
/** A frame of this scheme prefers it: that is how browsers do it. */
const SCHEMES = ['light', 'dark'];

/** Every state of a face in both colour schemes, side by side. */
function Gallery() {
  const [face, setFace] = useState('popup');
  const [language, setLanguage] = useState('en');
  const [direction, setDirection] = useState('');
  const addressOf = (state: string) =>
    `./${face}.html?${new URLSearchParams({ state, language, ...(direction && { direction }) })}`;
  return (
    <>
      <form>
        <Choice label="Face" value={face} options={Object.keys(FACES)} onChoose={setFace} />
        <Choice label="Language" value={language} options={LANGUAGES} onChoose={setLanguage} />
        <Choice label="Direction" value={direction} options={['', 'ltr', 'rtl']} onChoose={setDirection} />
      </form>
      <main data-face={face}>
        {FACES[face]?.map((state) => (
          <figure key={`${face} ${state}`}>
            <h2>{state}</h2>
            <div>
              {SCHEMES.map((scheme) => (
                <iframe
                  key={scheme}
                  title={`${state}, ${scheme}`}
                  src={addressOf(state)}
                  style={{ colorScheme: scheme }}
                  loading="lazy"
                />
              ))}
            </div>
          </figure>
        ))}
      </main>
    </>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: string[];
  onChoose: (option: string) => void;
}

const Choice = ({ label, value, options, onChoose }: ChoiceProps) => (
  <label>
    {label}{' '}
    <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
      {options.map((option) => (
        <option key={option} value={option}>
          {option || 'as the language'}
        </option>
      ))}
    </select>
  </label>
);

render(<Gallery />, document.getElementById('app') as HTMLElement);
