import { STATUS_CODES } from 'node:http';

/** Names of Cloudflare's own statuses, which no standard knows. */
const NAMES: Record<number, string> = {
  520: 'Web server is returning an unknown error',
  521: 'Web server is down',
  522: 'Connection timed out',
  524: 'A timeout occurred',
};

/** X's delivery network says that X does not answer. The wrapper is that of the block page [inferred]. */
export function cloudflareErrorPage(status: number): string {
  const name = NAMES[status] ?? STATUS_CODES[status] ?? 'Error';
  return page(
    `x.com | ${status}: ${name}`,
    `<header class="cf-error-header"><h1><span class="inline-block">${name}</span> <span class="code-label">Error code ${status}</span></h1>
<div>Visit <a href="https://www.cloudflare.com/5xx-error-landing">cloudflare.com</a> for more information.</div></header>
<section><h2>What happened?</h2><p>The web server reported an error.</p><h2>What can I do?</h2><p>Please try again in a few minutes.</p></section>`,
  );
}

/** Aimed at an address or a bot, never an outage [the-convocation/twitter-scraper#125, #165]. */
export function cloudflareBlockPage(): string {
  return page(
    'Attention Required! | Cloudflare',
    `<div class="cf-wrapper cf-header cf-error-overview"><h1 data-translate="block_headline">Sorry, you have been blocked</h1>
<h2 class="cf-subheadline"><span data-translate="unable_to_access">You are unable to access</span> x.com</h2></div>
<section><h2 data-translate="blocked_why_headline">Why have I been blocked?</h2><p>This website is using a security service to protect itself from online attacks.</p></section>`,
  );
}

/** A test for humans before the page; it lets through who passes [inferred]. */
export function cloudflareChallengePage(): string {
  return `<!DOCTYPE html>
<html lang="en-US"><head><title>Just a moment...</title><meta name="robots" content="noindex,nofollow"><link rel="icon" href="data:,"></head>
<body><div class="main-wrapper" role="main"><div class="main-content"><h1>x.com</h1><p>Verifying you are human. This may take a few seconds.</p>
<noscript><div class="h2"><span id="challenge-error-text">Enable JavaScript and cookies to continue</span></div></noscript></div></div></body></html>
`;
}

function page(title: string, content: string): string {
  return `<!DOCTYPE html>
<html class="no-js" lang="en-US"><head><title>${title}</title><meta charset="UTF-8"><link rel="icon" href="data:,">
<link rel="stylesheet" id="cf_styles-css" href="data:text/css,"></head>
<body><div id="cf-wrapper"><div id="cf-error-details" class="cf-error-details-wrapper">${content}
<div class="cf-error-footer"><p><span>Ray ID: <strong>0000000000000000</strong></span></p></div></div></div></body></html>
`;
}
