// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { ToastWatch } from '../../../lib/observe/toast-watch.ts';

const layers = (...toasts: string[]) => {
  document.body.innerHTML = `<div id="layers">${toasts.map((text) => `<div data-testid="toast"><span>${text}</span></div>`).join('')}</div>`;
};
const FAILED = 'Something went wrong. Try sending your post again in a minute.';

it('counts a failed post once, though its toast has a hidden twin and stays for seconds', () => {
  const watch = new ToastWatch();
  layers(FAILED, FAILED);
  watch.look(document);
  watch.look(document);
  expect(watch.hasFailures).toBe(true);
  expect(watch.take()).toBe(1);
  expect(watch.take()).toBe(0);
  layers(FAILED);
  watch.look(document);
  expect(watch.take()).toBe(1);
});

it('takes no other toast for it', () => {
  const watch = new ToastWatch();
  layers('Your post was sent.', 'You are over the daily limit for sending posts.');
  watch.look(document);
  expect(watch.hasFailures).toBe(false);
});
