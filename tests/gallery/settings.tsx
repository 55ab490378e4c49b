import { SettingsPage } from '../../components/settings/settings-page.tsx';
import { present } from './show.tsx';
import { SETTINGS_STATES } from './states.ts';

const deaf = {
  onChange() {},
  onWantNotifications() {},
  onExport() {},
  onImport() {},
  onDelete() {},
  onOpenWelcome() {},
  onSee() {},
  onShare() {},
  onForget() {},
};

present(
  Object.fromEntries(
    Object.entries(SETTINGS_STATES).map(([name, state]) => [
      name,
      () => <SettingsPage {...state} {...deaf} />,
    ]),
  ),
);
