import { render } from 'preact';
import { type LastOutcome, SettingsPage } from '../../components/settings/settings-page.tsx';
import { Words } from '../../components/words.ts';
import { browser } from '../../lib/browser.ts';
import { filesToSave, type HistoryFormat } from '../../lib/history/files-to-save.ts';
import { HistoryFileError } from '../../lib/history/history-file.ts';
import { announceRecordChange, onRecordChange } from '../../lib/messages/record-news.ts';
import { chooseSeeing, chooseSharing, stopAndForget } from '../../lib/platform/choose-sharing.ts';
import { locale, speakLanguage } from '../../lib/platform/language.ts';
import { mayNotify, requestNotifications } from '../../lib/platform/notification-permission.ts';
import { readSharing } from '../../lib/platform/read-sharing.ts';
import { readStatus } from '../../lib/platform/read-status.ts';
import { saveFile } from '../../lib/platform/save-file.ts';
import { changeSettings, onSettingsChange } from '../../lib/platform/settings-store.ts';
import { translate } from '../../lib/platform/translate.ts';
import { forgetUnrecorded } from '../../lib/platform/unrecorded.ts';
import { openWelcome } from '../../lib/platform/welcome.ts';
import { deleteHistory, exportHistory, historySize, importHistory } from '../../lib/record/history.ts';
import type { Settings } from '../../lib/settings/settings.ts';
import { diagnosticsText } from '../../lib/words/diagnostics.ts';
import type { Outcome } from '../../lib/words/outcome-words.ts';

speakLanguage(document.documentElement);
const language = { t: translate, locale: locale() };
document.title = `${translate('extName')}: ${translate('settings.title')}`;
let last: LastOutcome | undefined;

async function refresh() {
  const nowMs = Date.now();
  const [status, maySpeak, size] = await Promise.all([
    readStatus(nowMs, { mostIncidents: 0 }),
    mayNotify(),
    historySize().catch(() => undefined), // what is wrong then is the status's problem
  ]);
  const { judgement, evidence, settings, problem } = status;
  const sharing = await readSharing(status, nowMs);
  const { version } = browser.runtime.getManifest();
  render(
    <Words.Provider value={language}>
      <SettingsPage
        // Taken away in the browser's own settings, the permission counts for more than the wish.
        settings={{ ...settings, wantsNotifications: settings.wantsNotifications && maySpeak }}
        last={last}
        size={size}
        problem={problem}
        sharing={sharing}
        nowMs={nowMs}
        diagnostics={diagnosticsText(judgement, evidence, version, nowMs)}
        version={version}
        onChange={(change, at) => void tell(at, () => save(change))}
        onWantNotifications={(wants) => void tell('notifications', () => wantNotifications(wants))}
        onExport={(format) => void tell('history', () => exportAs(format))}
        onImport={(file) => void tell('history', () => importFrom(file))}
        onDelete={() => void tell('history', deleteAll)}
        onOpenWelcome={() => void openWelcome()}
        onSee={(wants) => void tell('sharing', async () => chosen(await chooseSeeing(wants)))}
        onShare={(wants) => void tell('sharing', async () => chosen(await chooseSharing(wants)))}
        onForget={() => void tell('sharing', forget)}
      />
    </Words.Provider>,
    document.getElementById('app') as HTMLElement,
  );
}

/** Does what the reader wants, and says what came of it. */
async function tell(at: LastOutcome['at'], act: () => Promise<Outcome>) {
  last = undefined;
  // The request for a permission must be the first thing after the click.
  last = { at, outcome: await act().catch((): Outcome => ({ of: 'failed' })) };
  await refresh();
}

async function save(change: Partial<Settings>): Promise<Outcome> {
  await changeSettings(change);
  return { of: 'saved' };
}

async function wantNotifications(wants: boolean): Promise<Outcome> {
  if (wants && !(await requestNotifications())) return { of: 'notifications-refused' };
  return save({ wantsNotifications: wants });
}

const chosen = (isAllowed: boolean): Outcome => ({ of: isAllowed ? 'saved' : 'sharing-denied' });

async function forget(): Promise<Outcome> {
  await stopAndForget();
  return { of: 'forgotten' };
}

async function exportAs(format: HistoryFormat): Promise<Outcome> {
  for (const file of filesToSave(await exportHistory(), format)) saveFile(file);
  return { of: 'exported' };
}

async function importFrom(file: File): Promise<Outcome> {
  try {
    const { added } = await importHistory(await file.text());
    announceRecordChange();
    return { of: 'imported', added };
  } catch (error) {
    if (error instanceof HistoryFileError) return { of: 'import-refused', problem: error.problem };
    throw error;
  }
}

async function deleteAll(): Promise<Outcome> {
  await deleteHistory();
  await forgetUnrecorded();
  announceRecordChange();
  return { of: 'deleted' };
}

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort());
onRecordChange(() => void refresh(), closing.signal);
onSettingsChange(() => void refresh(), closing.signal);
void refresh();
