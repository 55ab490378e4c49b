/** What puppeteer is to do with the window: a fixed page size unseen, the window's own size for a person. */
export function windowOptions(headless = true) {
  return { headless, defaultViewport: headless ? { width: 1280, height: 800 } : null };
}
