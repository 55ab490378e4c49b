import type { OtherExtension } from './scenario.ts';

/** What stands in for another extension's content script, at the end of the page's head. */
export function otherExtensionHtml(extension: OtherExtension | undefined): string {
  switch (extension) {
    case 'hides-posts':
      return '<style>[data-testid="cellInnerDiv"]:has(article) { display: none !important }</style>';
    case 'dims-posts':
      return '<style>[data-testid="cellInnerDiv"]:has(article) { opacity: 0 !important }</style>';
    case 'old-front-end':
      return `<script>${OLD_FRONT_END}</script>`;
    default:
      return '';
  }
}

/**
 * As OldTwitter does: X's splash and scripts are taken out before they can start, and a page with other elements and
 * other names is drawn [facts of 2026].
 */
const OLD_FRONT_END = `new MutationObserver(function (records) {
  for (const { addedNodes } of records) for (const node of addedNodes) {
    if (node.id === 'react-root') node.remove();
    if (node.tagName === 'SCRIPT' && node.src) { node.type = 'javascript/blocked'; node.remove(); }
  }
}).observe(document, { childList: true, subtree: true });
addEventListener('DOMContentLoaded', function () {
  document.title = 'Home - Old look';
  document.body.innerHTML = '<div id="navbar"><a id="nav-home" href="/home">Home</a></div><div id="center-cell"><div id="timeline">' +
    ['The heron is back at the weir.', 'Tea first.', 'Long walk, no signal, no regrets.'].map(function (text) {
      return '<div class="tweet"><div class="tweet-body"><span class="tweet-body-text">' + text + '</span></div></div>';
    }).join('') + '</div></div>';
});`;
