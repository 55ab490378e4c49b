import { historyCsv } from './history-csv.ts';
import type { HistoryFile } from './history-file.ts';

export type HistoryFormat = 'json' | 'csv';

/** A file for the reader to keep. */
export interface TextFile {
  name: string;
  type: string;
  text: string;
}

/** The history as files, named after the day it was taken out: JSON can be read in again, CSV is for spreadsheets. */
export function filesToSave(history: HistoryFile, format: HistoryFormat): TextFile[] {
  const day = new Date(history.exportedAtMs).toISOString().slice(0, 10);
  const name = (what: string) => `feed-canary-${what}-${day}.${format}`;
  if (format === 'json')
    return [{ name: name('history'), type: 'application/json', text: JSON.stringify(history) }];
  const { incidents, slots } = historyCsv(history);
  return [
    { name: name('trouble'), type: 'text/csv', text: incidents },
    { name: name('time-line'), type: 'text/csv', text: slots },
  ];
}
