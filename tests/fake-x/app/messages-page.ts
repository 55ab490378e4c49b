import type { ApiUser } from '../api-types.ts';
import { columnHeader } from './column-header.ts';
import { h, text } from './dom.ts';
import type { Page } from './page.ts';
import { phrase } from './phrases.ts';
import { ApiError, get } from './request.ts';
import { retryPrompt } from './retry-prompt.ts';
import { spinner } from './spinner.ts';
import { setTitle } from './title.ts';

/** Conversations are not simulated, only that their list comes or does not: it is no timeline. */
export function open({ column, signal }: Page): void {
  const title = phrase('navMessages');
  const slot = h('div');
  column.append(columnHeader(title), slot);
  setTitle(title);
  void load(slot, signal);
}

async function load(slot: HTMLElement, signal: AbortSignal): Promise<void> {
  slot.replaceChildren(spinner());
  try {
    const { body } = await get('/i/api/1.1/dm/inbox_initial_state.json', signal);
    const { users } = (body as { inbox_initial_state: { users: Record<string, ApiUser['legacy']> } })
      .inbox_initial_state;
    slot.replaceChildren(
      h('div', { role: 'tablist', class: 'block' }, ...Object.values(users).map(conversation)),
    );
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof ApiError)) throw error;
    slot.replaceChildren(
      h(
        'div',
        {},
        retryPrompt(() => void load(slot, signal)),
      ),
    );
  }
}

function conversation({ name }: ApiUser['legacy']): HTMLElement {
  return h('div', { role: 'tab', 'data-testid': 'conversation', class: 'notification' }, text(name));
}
