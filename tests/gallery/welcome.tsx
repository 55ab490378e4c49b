import { WelcomePage } from '../../components/welcome-page.tsx';
import { present } from './show.tsx';
import { WELCOME_STATES } from './states.ts';

const deaf = { onShare() {} };

present(
  Object.fromEntries(
    Object.entries(WELCOME_STATES).map(([name, state]) => [name, () => <WelcomePage {...state} {...deaf} />]),
  ),
);
