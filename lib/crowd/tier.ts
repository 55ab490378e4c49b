/** How long the device behind a token has been known: 0 new, 1 seasoned. The key that signed the token says so. */
export type Tier = 0 | 1;

export const NEW: Tier = 0;
export const SEASONED: Tier = 1;
export const TIERS: readonly Tier[] = [NEW, SEASONED];
