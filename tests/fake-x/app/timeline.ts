import { h } from './dom.ts';
import { type EmptyText, emptyState } from './empty-state.ts';
import { phrase } from './phrases.ts';
import { ApiError } from './request.ts';
import { retryPrompt } from './retry-prompt.ts';
import { sleep } from './sleep.ts';
import { spinner } from './spinner.ts';
import { type ListItem, WindowedList } from './windowed-list.ts';

export interface TimelinePage {
  items: ListItem[];
  /** where the next page begins; undefined at the end */
  cursor?: string;
  /** the server asks the app to ask again */
  refetchAfterMs?: number;
}

export type FetchPage = (
  cursor: string | undefined,
  isRefetch: boolean,
  signal: AbortSignal,
) => Promise<TimelinePage>;

export interface TimelineOptions {
  /** the element whose only content the timeline is */
  slot: HTMLElement;
  title: string;
  empty: EmptyText;
  fetchPage: FetchPage;
  /** shown when X says that there is nothing of that name, with a code of its own */
  notFound?: () => HTMLElement;
  /** ends requests and listeners when the page or tab is left */
  signal: AbortSignal;
}

/** A pressed Retry shows the spinner at least this long. */
const RETRY_SPINNER_MS = 300;
/** "GenericNotFound" and "StatusNotFound" [bundle 2021]. */
const NOT_FOUND = new Set([34, 144]);
const BOTTOM_KEY = 'bottom';
let listsCount = 0;

/**
 * The states X's code gives every timeline: loading shows a spinner; a success with entries the list, without any
 * the surface's empty state; a failure the retry prompt, below the posts if there are some.
 */
export class Timeline {
  readonly #options: TimelineOptions;
  #list?: WindowedList;
  #cursor: string | undefined;
  #isLoadingMore = false;

  constructor(options: TimelineOptions) {
    this.#options = options;
  }

  async load(isRetry = false): Promise<void> {
    const { slot, fetchPage, notFound, signal } = this.#options;
    slot.replaceChildren(spinner());
    if (isRetry) await sleep(RETRY_SPINNER_MS);
    try {
      this.#show(await fetchPage(undefined, false, signal));
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ApiError)) throw error;
      if (notFound && NOT_FOUND.has(error.code)) {
        slot.replaceChildren(notFound());
        return;
      }
      slot.replaceChildren(
        h(
          'div',
          {},
          retryPrompt(() => void this.load(true)),
        ),
      );
    }
  }

  /** A post of one's own appears at once, without a request. */
  prepend(item: ListItem): void {
    if (this.#list) this.#list.prepend(item);
    else this.#mountList([item]);
  }

  #show(page: TimelinePage): void {
    const { slot, empty, signal } = this.#options;
    if (signal.aborted) return;
    this.#cursor = page.cursor;
    if (page.items.some((item) => !item.isFiller)) {
      this.#mountList(page.items);
      return;
    }
    slot.replaceChildren(emptyState(empty));
    if (page.refetchAfterMs !== undefined) setTimeout(() => void this.#refetch(), page.refetchAfterMs);
  }

  async #refetch(): Promise<void> {
    const { fetchPage, signal } = this.#options;
    if (signal.aborted) return;
    const page = await fetchPage(undefined, true, signal).catch(() => null);
    if (page) this.#show(page);
  }

  #mountList(items: ListItem[]): void {
    const { slot, title, signal } = this.#options;
    const list = new WindowedList(() => void this.#loadMore(), signal);
    this.#list = list;
    const id = `accessible-list-${listsCount++}`;
    const placeholder = h('div');
    const region = h('div', { 'aria-label': phrase('timelineLabel', { title }) }, placeholder);
    const heading = h('h1', { id, role: 'heading', 'aria-level': 1, dir: 'auto', class: 'hidden' }, title);
    slot.replaceChildren(h('section', { role: 'region', 'aria-labelledby': id }, heading, region));
    // for a moment the list's place holds a div without a style, which is then replaced, not filled
    setTimeout(() => {
      placeholder.replaceWith(list.element);
      list.append(items);
      list.draw();
    });
  }

  async #loadMore(isRetry = false): Promise<void> {
    const { fetchPage, signal } = this.#options;
    if (!this.#list || this.#cursor === undefined || this.#isLoadingMore || signal.aborted) return;
    this.#isLoadingMore = true;
    this.#showAtBottom(spinner);
    if (isRetry) await sleep(RETRY_SPINNER_MS);
    try {
      const page = await fetchPage(this.#cursor, false, signal);
      const isEnd = !page.items.some((item) => !item.isFiller);
      this.#cursor = isEnd ? undefined : page.cursor;
      this.#list.remove(BOTTOM_KEY);
      this.#list.append(page.items);
      this.#isLoadingMore = false;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#showAtBottom(() => retryPrompt(() => this.#retryMore()));
    }
  }

  #retryMore(): void {
    this.#isLoadingMore = false;
    void this.#loadMore(true);
  }

  /** Nothing more is loaded while the prompt stands. */
  #showAtBottom(build: () => HTMLElement): void {
    this.#list?.remove(BOTTOM_KEY);
    this.#list?.append([{ key: BOTTOM_KEY, build }]);
  }
}
