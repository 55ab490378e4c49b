import { h, text } from './dom.ts';
import { showDialog } from './layers.ts';
import { phrase } from './phrases.ts';
import { setTitle } from './title.ts';

/** Only what tells the page apart: X's log-in dialog has no timeline behind it. */
export function open(): void {
  const button = h('button', { role: 'button', type: 'button', class: 'pill-button' }, text(phrase('logIn')));
  const user = h('input', { autocomplete: 'username', name: 'text', type: 'text' });
  showDialog(phrase('logInTitle'), h('div', { class: 'login' }, user, button));
  setTitle(phrase('logInTitle'));
}
