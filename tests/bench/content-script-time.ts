import type { Page } from 'puppeteer-core';

/** The part of Chromium's trace events that is read here; times in µs. */
export interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** By the clock. */
  dur?: number;
  /** Of the processor. */
  tdur?: number;
  args?: { data?: { url?: string } };
}

/** What the content script took of a page's main thread. */
export interface ContentScriptTime {
  /** Times the browser called into the content script. */
  calls: number;
  /** Processor time in these calls, with all they call, and of all tasks of the thread. */
  ownMs: number;
  mainThreadMs: number;
  /** Of the page's own time, ours not counted. */
  share: number;
  medianCallMs: number;
  longestCallMs: number;
  /** By the clock: on a busy machine it includes waiting for a processor. */
  longestCallByClockMs: number;
  callsOver10Ms: number;
}

const LONG_CALL_MS = 10;
/** Tasks and the calls in them, and little else: tracing should cost little of what it measures. */
const CATEGORIES = ['-*', 'devtools.timeline', 'disabled-by-default-devtools.timeline'];
const CONTENT_SCRIPT = /^chrome-extension:\/\/[^/]+\/watch\.js$/;

/**
 * Traces a page while something goes on in it. Traced are whole calls, not samples: each is an event with its
 * exact length. Continuations of promises are not among them; there is one when a place is hashed, and one for
 * each message.
 */
export async function traceContentScript(page: Page, goOn: () => Promise<void>): Promise<ContentScriptTime> {
  await page.tracing.start({ categories: CATEGORIES });
  await goOn();
  const trace = await page.tracing.stop();
  if (!trace) throw new Error('the browser gave no trace');
  const { traceEvents } = JSON.parse(Buffer.from(trace).toString()) as { traceEvents: TraceEvent[] };
  return contentScriptTime(traceEvents);
}

/** @throws Error when the content script was never called: then there is nothing to say about its time */
export function contentScriptTime(events: readonly TraceEvent[]): ContentScriptTime {
  const complete = events.filter((event) => event.ph === 'X');
  const calls = complete.filter(
    ({ name, args }) => name === 'FunctionCall' && CONTENT_SCRIPT.test(args?.data?.url ?? ''),
  );
  const [first] = calls;
  if (!first) throw new Error('the content script was never called while the page was traced');
  const tasks = complete.filter(
    ({ name, pid, tid }) => name === 'RunTask' && pid === first.pid && tid === first.tid,
  );
  const callMs = calls.map((call) => (call.tdur ?? 0) / 1000).sort((a, b) => a - b);
  const ownMs = callMs.reduce((sum, ms) => sum + ms, 0);
  const mainThreadMs = tasks.reduce((sum, task) => sum + (task.tdur ?? 0) / 1000, 0);
  return {
    calls: calls.length,
    ownMs,
    mainThreadMs,
    share: ownMs / (mainThreadMs - ownMs),
    medianCallMs: callMs[Math.floor(callMs.length / 2)] ?? Number.NaN,
    longestCallMs: callMs.at(-1) ?? Number.NaN,
    longestCallByClockMs: Math.max(...calls.map((call) => (call.dur ?? 0) / 1000)),
    callsOver10Ms: callMs.filter((ms) => ms > LONG_CALL_MS).length,
  };
}
