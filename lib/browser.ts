/** The one door to the extension API, for the background and our own pages. The content script uses the native one. */
export { default as browser } from 'webextension-polyfill';
