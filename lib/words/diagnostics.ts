import type { Evidence } from '../detect/evidence.ts';
import type { Judgement } from '../detect/judge.ts';

const NEW_ISSUE_URL = 'https://github.com/feed-canary/feed-canary/issues/new';

/** Enough to see what led to a verdict; an issue's address must not get too long. */
const LAST_STRETCHES = 10;

/**
 * What helps us when X has changed: states, times and the parts of X's page that were not found. No name, text or
 * address is in the record, so none can be in here.
 */
export function diagnosticsText(
  judgement: Judgement,
  evidence: Evidence,
  version: string,
  nowMs: number,
): string {
  const { verdict, reason = '-', missing = [] } = judgement;
  const stretches = evidence.stretches
    .slice(-LAST_STRETCHES)
    .map(({ surface, state, visibleMs, lastAtMs }) => {
      const agoS = Math.round((nowMs - lastAtMs) / 1000);
      return `${surface} ${state}, seen for ${Math.round(visibleMs / 1000)} s until ${agoS} s ago`;
    });
  return [
    `Feed Canary ${version}: ${verdict} (${reason})`,
    `not found: ${missing.join(', ') || '-'}`,
    ...stretches,
  ].join('\n');
}

/** A new issue with the diagnostics filled in; nothing is sent before the reader says so there. */
export function issueUrl(diagnostics: string): string {
  const [title = ''] = diagnostics.split('\n');
  return `${NEW_ISSUE_URL}?${new URLSearchParams({ title, body: `\`\`\`\n${diagnostics}\n\`\`\`` })}`;
}
