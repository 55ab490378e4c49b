import type { Language } from '../page/languages.ts';
import { renderPage } from '../page/page.ts';
import type { Site } from '../site.ts';
import { renderBadge } from './badge.ts';
import { type Body, bodyOf, jsonBody } from './body.ts';
import { renderFeed } from './feed.ts';
import { HISTORY_WINDOWS, type HistoryWindow, type Snapshot } from './snapshot.ts';

/** Everything that is rendered from one snapshot. */
export type Bodies = Record<'status' | 'incidents' | 'feed' | 'badge' | `history-${HistoryWindow}`, Body> & {
  page: (language: Language) => Body;
};

/** Renders all that is published; pages when they are first asked for. */
export function renderBodies(snapshot: Snapshot, site: Site): Bodies {
  const { status, history, incidents } = snapshot;
  const updatedAt = status.updatedAt;
  const histories = HISTORY_WINDOWS.map((window) => [
    `history-${window}` as const,
    jsonBody({ window, updatedAt, points: history[window] }),
  ]);
  const pages: Partial<Record<Language, Body>> = {};
  return {
    status: jsonBody(status),
    incidents: jsonBody({ updatedAt, incidents }),
    feed: bodyOf(renderFeed(snapshot, site), 'application/atom+xml; charset=utf-8'),
    badge: bodyOf(renderBadge(status), 'image/svg+xml; charset=utf-8'),
    page: (language) =>
      (pages[language] ??= bodyOf(renderPage(snapshot, site, language), 'text/html; charset=utf-8')),
    ...(Object.fromEntries(histories) as Record<`history-${HistoryWindow}`, Body>),
  };
}
