/** Go to another page of the app; the router hears of it as of a step in the history. */
export function navigate(href: string): void {
  history.pushState(null, '', href);
  window.dispatchEvent(new PopStateEvent('popstate'));
}
