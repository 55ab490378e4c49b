import { render } from 'preact';
import { type LastOutcome, SettingsPage } from '../../components/settings/settings-page.tsx';
import { Words } from '../../components/words.ts';
import { browser } from '../../lib/browser.ts';
import { judge, NO_ACCESS, PAUSED } from '../../lib/detect/judge.ts';
import { onRecordChange } from '../../lib/messages/record-news.ts';
import { locale, speakLanguage } from '../../lib/platform/language.ts';
import { mayNotify, requestNotifications } from '../../lib/platform/notification-permission.ts';
import { saveFile } from '../../lib/platform/save-file.ts';
import { changeSettings, onSettingsChange, readSettings } from '../../lib/platform/settings-store.ts';
import { hasSiteAccess } from '../../lib/platform/site-access.ts';
import { translate } from '../../lib/platform/translate.ts';
import { openWelcome } from '../../lib/platform/welcome.ts';
import { readRecord } from '../../lib/record/record.ts';
import type { RecordProblem } from '../../lib/record/record-problem.ts';
import type { Settings } from '../../lib/settings/settings.ts';
import { diagnosticsText } from '../../lib/words/diagnostics.ts';
import type { Outcome } from '../../lib/words/outcome-words.ts';

speakLanguage(document.documentElement);
const language = { t: translate, locale: locale() };
document.title = `${translate('extName')}: ${translate('settings.title')}`;
let last: LastOutcome | undefined;

/** Stands in until the record can be taken out, brought in and deleted (lib/record/history, lib/history). */
const history = {
  size: async () => undefined as { incidents: number; days: number } | undefined,
  problem: undefined as RecordProblem | undefined,
  asFiles: async (_format: 'json' | 'csv'): Promise<{ name: string; type: string; text: string }[]> => [],
  add: async (_text: string): Promise<Outcome> => ({ of: 'failed' }),
  delete: async () => {},
};

async function refresh() {
  const [{ evidence }, hasAccess, maySpeak, stored, size] = await Promise.all([
    readRecord(0),
    hasSiteAccess(),
    mayNotify(),
    readSettings(),
    history.size(),
  ]);
  const nowMs = Date.now();
  const watched = hasAccess ? judge(evidence, nowMs) : NO_ACCESS;
  const { version } = browser.runtime.getManifest();
  render(
    <Words.Provider value={language}>
      <SettingsPage
        // Taken away in the browser's own settings, the permission counts for more than the wish.
        settings={{ ...stored, wantsNotifications: stored.wantsNotifications && maySpeak }}
        last={last}
        size={size}
        problem={history.problem}
        diagnostics={diagnosticsText(stored.isPaused ? PAUSED : watched, evidence, version, nowMs)}
        version={version}
        onChange={(change, at) => void tell(at, () => save(change))}
        onWantNotifications={(wants) => void tell('notifications', () => wantNotifications(wants))}
        onExport={(format) => void tell('history', () => exportAs(format))}
        onImport={(file) => void tell('history', async () => history.add(await file.text()))}
        onDelete={() => void tell('history', deleteAll)}
        onOpenWelcome={() => void openWelcome()}
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

async function exportAs(format: 'json' | 'csv'): Promise<Outcome> {
  for (const { name, type, text } of await history.asFiles(format)) saveFile(name, type, text);
  return { of: 'exported' };
}

async function deleteAll(): Promise<Outcome> {
  await history.delete();
  return { of: 'deleted' };
}

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort());
onRecordChange(() => void refresh(), closing.signal);
onSettingsChange(() => void refresh(), closing.signal);
void refresh();
