import { browser } from '../browser.ts';
import { hasCrowdAccess } from './sharing-permission.ts';

/**
 * Whether requests to collector and issuer lose what tells people apart: the rules are switched on, and the browser
 * lets us reach the hosts, without which it does not apply them.
 */
export async function areHeaderRulesInForce(): Promise<boolean> {
  const [enabled, hasAccess] = await Promise.all([
    browser.declarativeNetRequest.getEnabledRulesets(),
    hasCrowdAccess(),
  ]);
  return hasAccess && namedRulesets().every((id) => enabled.includes(id));
}

/** Never none: then a manifest without rules would count as one whose rules are all switched on. */
function namedRulesets(): string[] {
  const { rule_resources: resources = [] } = browser.runtime.getManifest().declarative_net_request ?? {};
  return resources.length > 0 ? resources.map(({ id }) => id) : ['none'];
}
