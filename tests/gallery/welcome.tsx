import { WelcomePage } from '../../components/welcome-page.tsx';
import { present } from './show.tsx';

present({
  chromium: () => <WelcomePage browser="chromium" />,
  firefox: () => <WelcomePage browser="firefox" />,
});
