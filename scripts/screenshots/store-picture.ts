import { readFile } from 'node:fs/promises';
import { generateChromeMessages, parseMessagesFile } from '@wxt-dev/i18n/build';
import type { Page } from 'puppeteer-core';

/** What the stores ask for, in pixels. */
const SIZE = { width: 1280, height: 800, deviceScaleFactor: 1 };

/** The popup beside the question it answers, in the reader's language. */
export async function storePicture(page: Page, popup: Uint8Array, language: string): Promise<Uint8Array> {
  const messages = generateChromeMessages(await parseMessagesFile(`locales/${language}.yml`));
  const words = (name: string) => messages[name]?.message ?? '';
  const icon = await readFile('assets/icon.svg', 'base64');
  await page.setViewport(SIZE);
  await page.setContent(`<!doctype html>
    <html lang="${words('language')}" dir="${words('language') === 'ar' ? 'rtl' : 'ltr'}">
      <style>
        body { margin: 0; display: grid; grid-template-columns: 1fr 480px; gap: 72px; align-items: center;
          block-size: 800px; padding-inline: 88px; box-sizing: border-box; overflow: hidden;
          background: #16202c; color: #fff; font-family: system-ui, "Noto Sans", sans-serif; }
        h1 { margin: 32px 0 20px; font-size: 58px; line-height: 1.2; text-wrap: balance; }
        p { margin: 0; color: #c4ced9; font-size: 25px; line-height: 1.5; }
        div { max-block-size: 704px; overflow: hidden; border-radius: 18px; box-shadow: 0 24px 80px #0009; }
        div > img { display: block; inline-size: 100%; }
      </style>
      <section>
        <img src="data:image/svg+xml;base64,${icon}" width="112" height="112" />
        <h1>${words('welcome_title')}</h1>
        <p>${words('welcome_lead')}</p>
      </section>
      <div><img src="data:image/png;base64,${Buffer.from(popup).toString('base64')}" /></div>
    </html>`);
  return page.screenshot();
}
