import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Snapshot } from '../publish/snapshot.ts';
import type { Site } from '../site.ts';
import { assetUrl } from './assets.ts';
import type { Language } from './languages.ts';
import { about, languageLinks } from './parts/about.ts';
import { dayChart } from './parts/day-chart.ts';
import { days } from './parts/days.ts';
import { headline, headlineKey, iconOf } from './parts/headline.ts';
import { numbers } from './parts/numbers.ts';
import { outageList } from './parts/outage-list.ts';
import { places } from './parts/places.ts';
import { symptoms } from './parts/symptoms.ts';
import { wordsIn } from './words.ts';

const MINUTE_MS = 60_000;

/**
 * The public status page. It is exact to the minute, so that it stays the same, and in caches, while the numbers do.
 * `h()` instead of JSX: Node runs TypeScript but no JSX, and the collector needs no build.
 */
export function renderPage(exact: Snapshot, site: Site, language: Language): string {
  const nowMs = Math.floor(exact.atMs / MINUTE_MS) * MINUTE_MS;
  const updatedAt = new Date(nowMs).toISOString();
  const snapshot = { ...exact, status: { ...exact.status, updatedAt } };
  const { status, history, incidents } = snapshot;
  const words = wordsIn(language);
  const { text, rich, time, direction } = words;
  const title = text(headlineKey(status));
  const head = h(
    'head',
    null,
    h('meta', { charset: 'utf-8' }),
    h('title', null, `${title} · Feed Canary`),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'description', content: text(`meaning.${status.status}`) }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    h('link', { rel: 'icon', type: 'image/svg+xml', href: iconOf(status.status) }),
    h('link', { rel: 'stylesheet', href: assetUrl('page.css') }),
    h('link', {
      rel: 'alternate',
      type: 'application/atom+xml',
      title: text('links.feed'),
      href: '/v1/incidents.atom',
    }),
    h('script', { type: 'module', src: assetUrl('live.ts') }),
  );
  const body = h(
    'body',
    null,
    h(
      'header',
      null,
      status.mode === 'development' && h('p', { class: 'development' }, text('development')),
      h(
        'div',
        { class: 'site' },
        h('img', { src: '/assets/icon.svg', alt: '', width: 36, height: 36 }),
        h('p', null, h('strong', null, 'Feed Canary'), h('span', null, text('siteTitle'))),
      ),
    ),
    h(
      'main',
      { 'data-status': status.status, 'data-updated': updatedAt },
      headline(snapshot, words),
      numbers(status, words),
      dayChart({ points: history['24h'], incidents, nowMs }, words),
      h('div', { class: 'pair' }, symptoms(status, words), places(status, words)),
      days({ points: history['90d'], incidents, nowMs }, words),
      outageList(incidents, nowMs, words),
    ),
    h(
      'footer',
      null,
      about(words, site.extensionUrl),
      languageLinks(words),
      h(
        'p',
        { class: 'quiet' },
        h('span', { id: 'updated' }, rich('updated', { time: time(updatedAt, 'moment') })),
        ' ',
        h('span', { id: 'times-utc' }, text('times.utc')),
        h('span', { id: 'times-local', hidden: true }, text('times.local')),
      ),
    ),
    h('p', { id: 'said', class: 'unseen', role: 'status' }),
    h(
      'p',
      { id: 'stale', class: 'stale', role: 'status', hidden: true },
      rich('stale', { time: time(updatedAt, 'moment') }),
    ),
  );
  return `<!DOCTYPE html>${renderToString(h('html', { lang: language, dir: direction }, head, body))}`;
}
