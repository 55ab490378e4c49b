/** One surface of X, fetched as a script of its own when it is first opened. */
export interface PageModule {
  open(page: Page): void;
}

export interface Page {
  /** the labelled div right below primaryColumn; empty when a page opens */
  column: HTMLElement;
  url: URL;
  /** aborted when the page is left */
  signal: AbortSignal;
}
