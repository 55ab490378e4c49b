import { readFileSync } from 'node:fs';
import { SCRIPT_HOST, SCRIPT_PATH } from './app-scripts.ts';
import { otherExtensionHtml } from './other-extensions.ts';
import { ACCOUNT_ID, accountAsUser } from './people.ts';
import { directionOf } from './phrases/phrases-of.ts';
import type { Viewer } from './post-factory.ts';
import type { OtherExtension } from './scenario.ts';

const style = readFileSync(new URL('./app/style.css', import.meta.url), 'utf8');
const LOGO = '<path d="M4 4l16 16M20 4L4 20" stroke="currentColor" stroke-width="3"></path>';
/** In 2020 and 2021 the form's button was an input [bundle 2021]. */
const TRY_AGAIN = '<button type="submit"><div dir="ltr"><span>Try again</span></div></button>';
const TRY_AGAIN_2021 = '<input type="submit" value="Try again">';

export interface ShellOptions {
  isLoggedIn: boolean;
  otherExtension?: OtherExtension | undefined;
}

/**
 * The HTML X's server sends before any script runs, after a page saved in July 2025: a splash, a hidden form for the
 * case that scripts fail (a class rule hides it, its text is English in every language), no title.
 */
export function shellPage(viewer: Viewer, { isLoggedIn, otherExtension }: ShellOptions): string {
  const { locale, era } = viewer;
  const scripts = `https://${SCRIPT_HOST}${SCRIPT_PATH}`;
  return `<!DOCTYPE html>
<html dir="${directionOf(locale)}" lang="${locale}" style="font-size: 15px; color-scheme: dark"><head><meta charset="utf-8" />
<meta name="viewport" content="width=device-width,initial-scale=1" />
<link rel="icon" href="data:," />
<style>${style}</style>${otherExtensionHtml(otherExtension)}</head><body style="background-color: #000000"><noscript><div class="errorContainer"><h1>JavaScript is not available.</h1><p>We’ve detected that JavaScript is disabled in this browser. Please enable JavaScript or switch to a supported browser to continue using x.com. You can see a list of supported browsers in our Help Center.</p></div></noscript><div
 id="react-root" style="height: 100%; display: flex"><div class="css-175oi2r r-13awgt0 r-12vffkv"><div class="css-175oi2r r-13awgt0 r-12vffkv"><div
 aria-label="Loading…" class="css-175oi2r" id="placeholder"><svg viewBox="0 0 24 24" aria-hidden="true">${LOGO}</svg></div><div
 class="css-175oi2r r-hvic4v" id="ScriptLoadFailure"><form action="" method="GET"><div class="css-175oi2r"><div dir="ltr"><span>Something went wrong, but don’t fret — let’s give it another shot.</span></div><br><input name="failedScript" type="hidden" value="">${era === '2021' ? TRY_AGAIN_2021 : TRY_AGAIN}<div dir="ltr"><img alt="⚠️" draggable="false"><span> Some privacy related extensions may cause issues on x.com. Please disable them and try again.</span></div></div></form></div></div></div></div>${[0, 1, 2, 3].map((n) => `<svg viewBox="0 0 24 24" id="loading-x-anim-${n}" aria-hidden="true"></svg>`).join('')}
<script>window.__INITIAL_STATE__ = ${inlineJson(initialState(viewer, isLoggedIn))};</script>
<script>${showScriptFailure}</script>
<script defer crossorigin="anonymous" src="${scripts}i18n/${locale}.js"></script>
<script type="module" crossorigin="anonymous" src="${scripts}main.js"></script>
</body></html>
`;
}

/** Errors of script elements do not bubble, hence the capturing listener. */
const showScriptFailure = `addEventListener('error', function (event) {
  var failed = event.target, form = document.getElementById('ScriptLoadFailure');
  if (!form || !failed || failed.tagName !== 'SCRIPT') return;
  form.querySelector('input').value = failed.src;
  form.style.display = 'block';
}, true);`;

/** Several third-party projects read the account out of this object on the real page. */
function initialState({ account, locale }: Viewer, isLoggedIn: boolean) {
  const user = accountAsUser(account);
  const entity = { id_str: user.rest_id, ...user.legacy };
  const [entities, fetchStatus] = [{ [ACCOUNT_ID]: entity }, { [ACCOUNT_ID]: 'loaded' }];
  return {
    session: { ...(isLoggedIn ? { user_id: ACCOUNT_ID } : {}), language: locale, isActiveCreator: false },
    entities: {
      users: isLoggedIn
        ? { entities, errors: {}, fetchStatus }
        : { entities: {}, errors: {}, fetchStatus: {} },
    },
  };
}

/** No text inside can end the script element. */
function inlineJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}
