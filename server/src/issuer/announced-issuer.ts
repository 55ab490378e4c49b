import { logToStderr } from '../log.ts';
import type { IssuerConfig } from './config.ts';

import { type Issuer, startIssuer } from './issuer.ts';

/** An issuer as people run it: says where it is once tokens can be had, and what it is worth. */
export async function startAnnouncedIssuer(config: IssuerConfig): Promise<Issuer> {
  const issuer = await startIssuer({ config, log: logToStderr });
  if (config.mode === 'development')
    logToStderr('warn', 'development mode: these keys are worth nothing, anybody can sign with them');
  void issuer.ready.then(() => console.log(`issuing on ${issuer.url}`));
  return issuer;
}
