import type { TextFile } from '../history/files-to-save.ts';

/** The browser reads the text after the click, not in it. */
const READ_WITHIN_MS = 60_000;

/** Saves a text as a file, as a click on a link to it would: that needs no permission. */
export function saveFile({ name, type, text }: TextFile): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(URL.revokeObjectURL, READ_WITHIN_MS, url);
}
