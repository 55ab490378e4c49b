/**
 * X's own words, only where structure does not tell: the retry prompt has no test id and no role [bundle 2021],
 * so its text makes sure. Source: X's web client, build of 2025-07-01, English and Bengali.
 * Other languages are recognised by structure alone.
 */
const RETRY_PROMPTS = ['Something went wrong. Try reloading.', 'কোনো একটা সমস্যা হয়েছে। পুনরায় লোড করার চেষ্টা করুন।'];

const normalise = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim();

const KNOWN_RETRY_PROMPTS = new Set(RETRY_PROMPTS.map(normalise));

/** True for the text X shows when a request of the page failed. */
export const isRetryPrompt = (text: string): boolean => KNOWN_RETRY_PROMPTS.has(normalise(text));
