import type { Phase, Scenario } from './scenario.ts';

/** The host at which a person browsing by hand finds the controls. */
export const PANEL_HOST = 'fake-x.test';

export interface PanelState {
  scenarios: readonly Scenario[];
  running: Scenario;
  phase: Phase;
  requestsCount: number;
}

export type PanelOrder = { play: string } | { enter: string };

export function panelPage({ scenarios, running, phase, requestsCount }: PanelState): string {
  const phaseButtons = running.phases.map((p) => button('enter', p.name, describe(p), p === phase)).join('');
  const scenarioButtons = scenarios
    .map((s) => button('play', s.name, s.title, s.name === running.name))
    .join('');
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Fake X: ${escapeHtml(running.name)}, ${escapeHtml(phase.name)}</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
li { display: flex; gap: 1rem; align-items: baseline; margin: .4rem 0 }
ul { padding: 0 } button { font: inherit; min-width: 14rem; padding: .3rem .8rem; text-align: start }
[aria-pressed=true] { font-weight: bold; outline: 2px solid } output { font-weight: bold }
</style></head><body>
<h1>Fake X</h1>
<p>Playing <output id="scenario">${escapeHtml(running.name)}</output>, now in phase <output id="phase">${escapeHtml(phase.name)}</output>;
${requestsCount} requests so far. Pages that are open keep what they show until they ask again.</p>
<p><a href="/">Refresh this panel</a> · <a href="https://x.com/home">Open x.com</a></p>
<h2>Phases of this scenario</h2><ul>${phaseButtons}</ul>
<h2>Scenarios</h2><ul>${scenarioButtons}</ul>
</body></html>
`;
}

/** What a pressed button asks for; undefined when it was none of the panel's. */
export function panelOrder(form: string): PanelOrder | undefined {
  const fields = new URLSearchParams(form);
  const [play, enter] = [fields.get('play'), fields.get('enter')];
  if (play !== null) return { play };
  return enter === null ? undefined : { enter };
}

function button(order: 'play' | 'enter', name: string, remark: string, isPressed: boolean): string {
  return `<li><form method="post" action="/"><button name="${order}" value="${escapeHtml(name)}" aria-pressed="${isPressed}">${escapeHtml(name)}</button></form><span>${escapeHtml(remark)}</span></li>`;
}

function describe({ name: _, lastsMs, operations, expected, visit, ...fields }: Phase): string {
  const changed = Object.entries({ ...fields, ...operations }).map(
    ([name, answer]) => `${name}: ${show(answer)}`,
  );
  const lasts = lastsMs === undefined ? '' : ` (${lastsMs / 1_000} s, then the next)`;
  const look = visit ? `; look at ${visit.join(', ')}` : '';
  const truth = expected ? `; truth: ${expected.verdict}` : '';
  return (changed.join(', ') || 'healthy') + lasts + look + truth;
}

function show(answer: unknown): string {
  return typeof answer === 'string' ? answer : JSON.stringify(answer);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
