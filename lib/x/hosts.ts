/**
 * The hosts X's web app lives on. Final since version 1: Firefox neither grants nor shows a host that an update
 * adds (bug 1893232), Chrome disables the extension until the user agrees.
 */
export const X_HOSTS = ['x.com', 'twitter.com'] as const;

/** The same hosts as match patterns, for the manifest and the extension API. */
export const X_MATCH_PATTERNS = X_HOSTS.map((host) => `https://${host}/*`);
