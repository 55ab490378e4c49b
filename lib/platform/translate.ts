import { browser } from '../browser.ts';
import type { Translate } from '../words/translate.ts';

/** The browser's own lookup of our texts. Message names cannot hold dots: the build turns them into `_`. */
export const translate: Translate = (key, ...values) =>
  browser.i18n.getMessage(key.replaceAll('.', '_'), values);
