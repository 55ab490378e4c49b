import { browser } from '../browser.ts';

/**
 * Whether the rules that take revealing headers off requests to collector and issuer are switched on. The browser applies
 * them where it lets us reach the hosts, see `hasCrowdAccess`.
 */
export async function areHeaderRulesOn(): Promise<boolean> {
  const named = browser.runtime.getManifest().declarative_net_request?.rule_resources ?? [];
  const enabled = await browser.declarativeNetRequest.getEnabledRulesets();
  return named.length > 0 && named.every(({ id }) => enabled.includes(id));
}
