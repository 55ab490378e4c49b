import { button, direction, h, icon } from './dom.ts';
import { phrase } from './phrases.ts';

/**
 * What X shows when a request failed: no test id, no role. `isOffline` is the variant of a page part whose script
 * could not be fetched while the browser had no connection: other words, and an icon above them.
 */
export function retryPrompt(onRetry: () => void, isOffline = false): HTMLElement {
  const label = h('span', {}, h('span', {}, phrase('retryButton')));
  const control = button({}, h('div', { dir: direction }, icon('reload'), label));
  control.addEventListener('click', onRetry, { once: true });
  return h(
    'div',
    { class: 'retry-prompt' },
    isOffline && h('div', {}, icon('warning')),
    h('div', { dir: direction }, phrase(isOffline ? 'lostConnection' : 'retryPrompt')),
    control,
  );
}
