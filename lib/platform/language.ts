import { browser } from '../browser.ts';
import { translate } from './translate.ts';

/** The locale that numbers and times are written in: the browser's, also where its texts are not ours. */
export const locale = (): string => browser.i18n.getUILanguage();

/** Tells a page of ours the language and direction of its texts. */
export function speakLanguage(root: HTMLElement): void {
  root.lang = translate('language');
  root.dir = browser.i18n.getMessage('@@bidi_dir');
}
