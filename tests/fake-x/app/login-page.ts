import { button, h, text } from './dom.ts';
import { showDialog, showToast } from './layers.ts';
import { phrase } from './phrases.ts';
import { ApiError, post } from './request.ts';
import { setTitle } from './title.ts';

/** Only what tells the page apart: X's log-in dialog has no timeline behind it [capture 2023-12]. */
export function open(): void {
  const send = button({ class: 'pill-button' }, text(phrase('logIn')));
  const user = h('input', { autocomplete: 'username', name: 'text', type: 'text' });
  send.addEventListener('click', () => void logIn());
  const others = [
    h('div', { 'data-testid': 'google_sign_in_container' }, text('Google')),
    button({ 'data-testid': 'apple_sign_in_button' }, text('Apple')),
  ];
  showDialog(phrase('logInTitle'), h('div', { class: 'login' }, ...others, user, send));
  setTitle(phrase('logInTitle'));
}

/** Nobody can log in here; a failure is told as on 2022-12-29, when the text spoke of nobody's fault. */
async function logIn(): Promise<void> {
  try {
    await post('/i/api/1.1/onboarding/task.json', { subtask_inputs: [] });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    showToast(phrase('notYourFaultTryAgain'));
  }
}
