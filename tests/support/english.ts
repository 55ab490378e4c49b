import { generateChromeMessages, parseMessagesFile } from '@wxt-dev/i18n/build';
import type { Translate } from '../../lib/words/translate.ts';

const messages = generateChromeMessages(await parseMessagesFile('locales/en.yml'));

/** The English texts, as the browser would give them. */
export const english: Translate = (key, ...values) => {
  const text = messages[key.replaceAll('.', '_')]?.message;
  if (text === undefined) throw new Error(`no text for ${key}`);
  return text.replace(/\$(\d)/g, (_whole, number: string) => values[Number(number) - 1] ?? '');
};
