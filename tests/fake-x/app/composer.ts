import type { ApiPost } from '../api-types.ts';
import { account } from './account.ts';
import { avatar } from './avatar.ts';
import { h, icon, nest, newId } from './dom.ts';
import { showToast } from './layers.ts';
import { phrase } from './phrases.ts';
import { ApiError, mutate } from './request.ts';

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
  const send = h(
    'button',
    {
      role: 'button',
      'data-testid': place === 'inline' ? 'tweetButtonInline' : 'tweetButton',
      type: 'button',
      class: 'pill-button',
    },
    h('div', { dir: 'ltr' }, label),
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
      h(
        'button',
        { 'aria-label': label, role: 'button', 'data-testid': testId, type: 'button' },
        h('div', { dir: 'ltr' }, icon('list')),
      ),
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
  try {
    const { body } = await mutate('CreateTweet', { tweet_text: tweetText });
    const { data } = body as { data: { create_tweet: { tweet_results: { result: ApiPost } } } };
    showToast(phrase('postSent'));
    posted.dispatchEvent(new PostedEvent(data.create_tweet.tweet_results.result));
    return true;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    showToast(failureText(error));
    return false;
  }
}

function failureText({ code, status }: ApiError): string {
  if (!navigator.onLine) return phrase('lostConnection');
  if (code === 130) return phrase('overCapacity');
  if (code === 88 || status === 429) return phrase('rateLimitExceeded');
  return phrase('postFailedRetry');
}

function setDisabled(button: HTMLElement, isDisabled: boolean): void {
  button.toggleAttribute('disabled', isDisabled);
  if (isDisabled) button.setAttribute('aria-disabled', 'true');
  else button.removeAttribute('aria-disabled');
}
