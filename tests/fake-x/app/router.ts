import { isLoggedIn } from './account.ts';
import { composer } from './composer.ts';
import { h, nest } from './dom.ts';
import { errorBoundary } from './error-boundary.ts';
import { closeDialog, showDialog } from './layers.ts';
import { navigate } from './navigate.ts';
import type { PageModule } from './page.ts';
import { phrase } from './phrases.ts';
import { retryPrompt } from './retry-prompt.ts';
import { settings } from './settings.ts';
import { sidebar } from './sidebar.ts';
import { sleep } from './sleep.ts';
import { spinner } from './spinner.ts';

/** Pages that need an account lead visitors to the log-in dialog. */
const PUBLIC = new Set(['profile-page', 'post-page', 'not-found-page', 'login-page']);
const ROUTES: [path: RegExp, script: string][] = [
  [/^\/home$/, 'home-page'],
  [/^\/explore(\/tabs\/[\w-]+)?$/, 'explore-page'],
  [/^\/search$/, 'search-page'],
  [/^\/notifications(\/mentions)?$/, 'notifications-page'],
  [/^\/messages$/, 'messages-page'],
  [/^\/i\/bookmarks$/, 'bookmarks-page'],
  [/^\/i\/lists\/\d+$/, 'list-page'],
  [/^\/i\/communities\/\d+$/, 'community-page'],
  [/^\/i\/connect_people$/, 'people-page'],
  [/^\/(i\/flow\/)?login$/, 'login-page'],
  [/^\/i\//, 'not-found-page'],
  [/^\/\w{1,15}\/status\/\d+(\/\w+(\/\d)?)?$/, 'post-page'],
  [/^\/\w{1,15}(\/(with_replies|media|likes|highlights))?$/, 'profile-page'],
  [/^/, 'not-found-page'],
];
/** A page part whose script did not come shows no error again for at least this long. */
const CHUNK_RETRY_MS = 1_000;

const main = h('main', { role: 'main' });
let leave = new AbortController();
/** where the page behind a dialog is */
let shownUrl = '';
let isComposer = false;
let chunkAttempts = 0;

/** Takes over links and the history, and shows the first page. */
export function startRouter(): HTMLElement {
  history.scrollRestoration = 'manual';
  if (location.pathname === '/') history.replaceState(null, '', '/home');
  document.addEventListener('click', followLink);
  window.addEventListener('popstate', show);
  show();
  return main;
}

function followLink(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
  if (event.defaultPrevented || !isPlain || !link || link.target || link.origin !== location.origin) return;
  event.preventDefault();
  navigate(link.href);
}

/** Opening the composer changes the path but not the page behind it, and closing it neither. */
function show(): void {
  const wasComposer = isComposer;
  isComposer = /^\/compose\/(post|tweet)$/.test(location.pathname);
  closeDialog();
  if (wasComposer && location.href === shownUrl) return;
  if (!isComposer) showPage(new URL(location.href));
  else if (shownUrl === '') showPage(new URL('/home', location.href));
  if (isComposer)
    showDialog(
      phrase('postButton'),
      composer('dialog', () => history.back()),
    );
}

function showPage(url: URL): void {
  leave.abort();
  leave = new AbortController();
  shownUrl = url.href;
  const script = ROUTES.find(([path]) => path.test(url.pathname))?.[1] ?? 'not-found-page';
  if (!isLoggedIn && !PUBLIC.has(script)) {
    navigate('/i/flow/login');
    return;
  }
  const column = h('div', { 'aria-label': phrase('homeColumnLabel'), tabindex: 0 });
  const primary = h('div', { 'data-testid': 'primaryColumn' }, column);
  const isMobile = settings.layout === 'mobile';
  // the log-in dialog has no page behind it
  const columns = script === 'login-page' ? [] : [primary, isLoggedIn && !isMobile && sidebar(leave.signal)];
  main.replaceChildren(nest(2, h('div', { class: 'columns' }, ...columns)));
  window.scrollTo(0, 0);
  void openPage(script, column, url, leave.signal);
}

async function openPage(script: string, column: HTMLElement, url: URL, signal: AbortSignal): Promise<void> {
  column.replaceChildren(spinner());
  // browsers remember that a module could not be fetched, hence another address for another attempt
  const attempt = chunkAttempts === 0 ? '' : `?attempt=${chunkAttempts}`;
  let page: PageModule;
  try {
    page = (await import(`./${script}.js${attempt}`)) as PageModule;
  } catch (error) {
    chunkAttempts++;
    if (signal.aborted) return;
    if (!(error instanceof TypeError)) {
      // it came, and broke: a chunk that cannot be fetched is a TypeError
      column.replaceChildren(errorBoundary(error));
      return;
    }
    const retry = async () => {
      column.replaceChildren(spinner());
      await sleep(CHUNK_RETRY_MS);
      if (!signal.aborted) await openPage(script, column, url, signal);
    };
    column.replaceChildren(
      h(
        'div',
        {},
        retryPrompt(() => void retry(), !navigator.onLine),
      ),
    );
    return;
  }
  if (signal.aborted) return;
  column.replaceChildren();
  page.open({ column, url, signal });
}
