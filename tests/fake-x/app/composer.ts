import type { ApiPost } from '../api-types.ts';
import { account } from './account.ts';
import { avatar } from './avatar.ts';
import { button, direction, h, icon, nest, newId } from './dom.ts';
import { showFailure } from './failure-toast.ts';
import { showToast } from './layers.ts';
import { phrase } from './phrases.ts';
import { mutate } from './request.ts';

/** Tells the open page of a post that was just accepted; not a DOM event, as X's page would show none either. */
export const posted = new EventTarget();

export class PostedEvent extends Event {
  readonly post: ApiPost;

  constructor(post: ApiPost) {
    super('posted');
    this.post = post;
  }
}

const TOOLS = { gifSearchButton: 'Add a GIF', createPollButton: 'Add poll', scheduleOption: 'Schedule post' };

/** Where a post is written. Its hidden upload bar is a progressbar too, on every home page. */
export function composer(place: 'inline' | 'dialog', onSent: () => void = () => {}): HTMLElement {
  const box = textBox();
  const placeholder = h('div', { id: newId(), class: 'placeholder' }, phrase('composerPlaceholder'));
  const label = h('span', {}, h('span', {}, phrase('postButton')));
  const send = button(
    {
      'data-testid': place === 'inline' ? 'tweetButtonInline' : 'tweetButton',
      class: 'pill-button',
    },
    h('div', { dir: direction }, label),
  );
  const uploadBar = h(
    'div',
    { role: 'progressbar', 'aria-valuemax': 100, 'aria-valuenow': 0, style: 'visibility: hidden' },
    h('div', { 'data-testid': 'progressBar-bar', style: 'width: 0%' }),
  );
  const refresh = () => {
    const isEmpty = (box.textContent ?? '').trim() === '';
    placeholder.hidden = !isEmpty;
    setDisabled(send, isEmpty);
  };
  box.addEventListener('input', refresh);
  send.addEventListener('click', async () => {
    if (send.hasAttribute('aria-disabled')) return;
    setDisabled(send, true);
    uploadBar.style.visibility = 'visible';
    const isSent = await sendPost((box.textContent ?? '').trim());
    uploadBar.style.visibility = 'hidden';
    if (isSent) box.replaceChildren();
    refresh();
    if (isSent) onSent();
  });
  refresh();
  const input = h(
    'div',
    { 'data-testid': 'tweetTextarea_0_label' },
    nest(
      2,
      h(
        'div',
        { 'data-testid': 'tweetTextarea_0RichTextInputContainer', class: 'text-box' },
        nest(2, placeholder),
        nest(1, box),
      ),
    ),
  );
  return h(
    'div',
    { class: 'composer' },
    uploadBar,
    nest(
      1,
      h(
        'div',
        { class: 'composer-row' },
        nest(2, avatar(account.screen_name, 40)),
        h('div', { class: 'composer-main' }, nest(4, input), toolBar(send)),
      ),
    ),
  );
}

function textBox(): HTMLElement {
  return h('div', {
    'aria-label': phrase('composerLabel'),
    'aria-multiline': 'true',
    'aria-autocomplete': 'list',
    contenteditable: 'true',
    'data-testid': 'tweetTextarea_0',
    role: 'textbox',
    tabindex: 0,
  });
}

function toolBar(send: HTMLElement): HTMLElement {
  const tools = Object.entries(TOOLS).map(([testId, label]) =>
    h(
      'div',
      { role: 'presentation' },
      button({ 'aria-label': label, 'data-testid': testId }, h('div', { dir: direction }, icon('list'))),
    ),
  );
  const list = h('div', { role: 'tablist', 'data-testid': 'ScrollSnap-List' }, ...tools);
  const nav = h(
    'nav',
    { 'aria-live': 'polite', role: 'navigation' },
    nest(1, h('div', { 'data-testid': 'ScrollSnap-SwipeableList' }, list)),
  );
  return nest(2, h('div', { 'data-testid': 'toolBar', class: 'tool-bar' }, nav, h('div', {}, send)));
}

async function sendPost(tweetText: string): Promise<boolean> {
  const sending = mutate('CreateTweet', { tweet_text: tweetText });
  if (!(await showFailure(sending, 'postFailedRetry'))) return false;
  const { data } = (await sending).body as { data: { create_tweet: { tweet_results: { result: ApiPost } } } };
  showToast(phrase('postSent'));
  posted.dispatchEvent(new PostedEvent(data.create_tweet.tweet_results.result));
  return true;
}

/** A div that stands for a button knows `disabled` by its aria attribute only. */
function setDisabled(control: HTMLElement, isDisabled: boolean): void {
  if (control.localName === 'button') control.toggleAttribute('disabled', isDisabled);
  if (isDisabled) control.setAttribute('aria-disabled', 'true');
  else control.removeAttribute('aria-disabled');
}
