import { Popup } from '../../components/popup.tsx';
import { present } from './show.tsx';
import { POPUP_STATES } from './states.ts';

const deaf = { onGrantAccess() {}, onPause() {}, onOpenSettings() {} };

present(
  Object.fromEntries(
    Object.entries(POPUP_STATES).map(([name, state]) => [name, () => <Popup {...state} {...deaf} />]),
  ),
);
