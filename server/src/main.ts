import { DEVELOPMENT_KEY } from '../../lib/crowd/tokens/development-key.ts';
import { type Collector, startCollector } from './collector.ts';
import { type Config, readConfig } from './config.ts';
import { startAnnouncedIssuer } from './issuer/announced-issuer.ts';
import { readIssuerConfig } from './issuer/config.ts';
import type { Issuer } from './issuer/issuer.ts';
import type { KnownIssuer } from './keys/follow-issuer.ts';
import { logToStderr } from './log.ts';
import { run } from './run.ts';
import { openStore } from './store/open-store.ts';

await run('the collector', async () => {
  const config = readConfig(process.env);
  const own = await ownIssuer(config);
  const issuer = own?.known ?? otherIssuer(config);
  const store = await openStore(config);
  const collector = await startCollector({ config, store, log: logToStderr, ...(issuer && { issuer }) });
  console.log(`listening on ${collector.url}`);
  warn(issuer);
  return { close: () => closeAll(collector, own?.issuer) };
});

/** The issuer that runs in this process, if one shall. Its key is believed without a word. */
async function ownIssuer({ issuerPort, directoryKeys }: Config) {
  if (issuerPort === undefined) return undefined;
  const config = readIssuerConfig({ ...process.env, PORT: String(issuerPort) });
  const issuer = await startAnnouncedIssuer(config);
  const keys = directoryKeys.length > 0 ? directoryKeys : [config.directoryKey.publicKey];
  return { issuer, known: { url: issuer.url, directoryKeys: keys } };
}

function otherIssuer({ issuerUrl, directoryKeys }: Config): KnownIssuer | undefined {
  const keys = directoryKeys.length > 0 ? directoryKeys : [DEVELOPMENT_KEY];
  return issuerUrl === undefined ? undefined : { url: issuerUrl, directoryKeys: keys };
}

function warn(issuer: KnownIssuer | undefined): void {
  if (!issuer)
    logToStderr('warn', 'development mode: reports are not signed, anybody can count as often as they like');
  else if (issuer.directoryKeys.includes(DEVELOPMENT_KEY))
    logToStderr(
      'warn',
      'development mode: anybody can sign keys and reports, and count as often as they like',
    );
}

/** Tokens stop first: a device that got one would find nobody to report to. */
async function closeAll(collector: Collector, issuer: Issuer | undefined): Promise<void> {
  await issuer?.close();
  await collector.close();
}
