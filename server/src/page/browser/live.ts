/**
 * Runs in the reader's browser, with its types taken out. The page is complete without it; with it, the page stays
 * fresh and its times are local. It asks for the page itself again (a 304 while nothing is new) and takes over the
 * sections that changed, so that there is one rendering of everything, the server's.
 */
import { TIME_STYLES, type TimeStyle } from './time-styles.ts';

const REFRESH_MS = 30_000;
/** Spread out, so that readers who came together do not come back together. */
const SPREAD_MS = 10_000;
/** What is older than this is said to be. */
const STALE_AFTER_MS = 3 * 60_000;

const SECTIONS = ['headline', 'numbers', 'day', 'symptoms', 'places', 'days', 'outages', 'updated', 'stale'];

const byId = (id: string, root: Document = document) => root.getElementById(id);
const main = () => document.querySelector('main');

/** Each section as the server sent it: what is shown has local times and opened tables. */
const sent = new Map(SECTIONS.map((id) => [id, byId(id)?.outerHTML]));

function showLocalTimes(root: Element): void {
  for (const element of root.querySelectorAll<HTMLTimeElement>('time:not([data-style=day])')) {
    const style = TIME_STYLES[(element.dataset.style ?? 'clock') as TimeStyle];
    element.textContent = new Intl.DateTimeFormat(document.documentElement.lang, style).format(
      new Date(element.dateTime),
    );
  }
}

/** Takes over what changed; opened tables stay open and the keyboard stays where it is. */
function takeOver(fresh: Document): void {
  const focused = document.activeElement?.id;
  for (const id of SECTIONS) {
    const [old, next] = [byId(id), byId(id, fresh)];
    if (!old || !next || sent.get(id) === next.outerHTML) continue;
    sent.set(id, next.outerHTML);
    for (const { id: opened } of old.querySelectorAll('details[open]'))
      next.querySelector(`#${opened}`)?.setAttribute('open', '');
    showLocalTimes(next);
    old.replaceWith(next);
  }
  if (focused && document.activeElement?.id !== focused) byId(focused)?.focus({ preventScroll: true });
  announce(fresh);
}

/** A change of the status goes into the title and the tab's icon, and is read out; new numbers are not. */
function announce(fresh: Document): void {
  const [shown, next] = [main(), fresh.querySelector('main')];
  if (!shown || !next) return;
  shown.dataset.updated = next.dataset.updated ?? '';
  if (document.title === fresh.title) return;
  document.title = fresh.title;
  shown.dataset.status = next.dataset.status ?? '';
  const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]');
  const nextIcon = fresh.querySelector<HTMLLinkElement>('link[rel=icon]');
  if (icon && nextIcon) icon.href = nextIcon.getAttribute('href') ?? icon.href;
  const said = byId('said');
  if (said) said.textContent = document.querySelector('h1')?.textContent ?? '';
}

async function refresh(): Promise<void> {
  try {
    const response = await fetch(location.href, { cache: 'no-cache', signal: AbortSignal.timeout(10_000) });
    if (response.ok) takeOver(new DOMParser().parseFromString(await response.text(), 'text/html'));
  } catch {
    // No connection: the age of what is shown decides below.
  }
  const stale = byId('stale');
  const ageMs = Date.now() - Date.parse(main()?.dataset.updated ?? '');
  if (stale) stale.hidden = ageMs < STALE_AFTER_MS;
}

let timer: ReturnType<typeof setTimeout> | undefined;
function refreshLater(): void {
  clearTimeout(timer);
  timer = setTimeout(refreshNow, REFRESH_MS + Math.random() * SPREAD_MS);
}

/** Nobody looks at a hidden tab: it asks for nothing, and at once when it is seen again. */
function refreshNow(): void {
  if (document.visibilityState === 'visible') refresh().finally(refreshLater);
}

showLocalTimes(document.body);
byId('times-utc')?.setAttribute('hidden', '');
byId('times-local')?.removeAttribute('hidden');
document.addEventListener('visibilitychange', refreshNow);
refreshLater();
