import { createHash } from 'node:crypto';
import { HISTORY_WINDOWS, type HistoryWindow, type Snapshot } from './snapshot.ts';

/** A response as it goes out, made once and sent many times. */
export interface Body {
  bytes: Buffer;
  contentType: string;
  etag: string;
}

export type Bodies = Record<'status' | 'incidents' | `history-${HistoryWindow}`, Body>;

/** Renders all that is published in JSON. */
export function renderBodies(snapshot: Snapshot): Bodies {
  const { status, history, incidents } = snapshot;
  const updatedAt = status.updatedAt;
  const histories = HISTORY_WINDOWS.map((window) => [
    `history-${window}` as const,
    jsonBody({ window, updatedAt, points: history[window] }),
  ]);
  return {
    status: jsonBody(status),
    incidents: jsonBody({ updatedAt, incidents }),
    ...(Object.fromEntries(histories) as Record<`history-${HistoryWindow}`, Body>),
  };
}

const jsonBody = (value: unknown): Body => bodyOf(JSON.stringify(value), 'application/json; charset=utf-8');

export function bodyOf(text: string, contentType: string): Body {
  const bytes = Buffer.from(text);
  return {
    bytes,
    contentType,
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
  };
}
