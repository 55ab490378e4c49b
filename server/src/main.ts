import { startCollector } from './collector.ts';
import { ConfigError, readConfig } from './config.ts';
import { errorFields, logToStderr } from './log.ts';
import { openStore } from './store/open-store.ts';

/** A request that takes longer to end is cut off: whoever stops us will not wait for ever. */
const STOP_WITHIN_MS = 20_000;

try {
  const config = readConfig(process.env);
  const store = await openStore(config);
  const collector = await startCollector({ config, store, log: logToStderr });
  console.log(`listening on ${collector.url}`);
  logToStderr('warn', 'development mode: reports are not signed, anybody can count as often as they like');

  const stop = async (signal: string) => {
    logToStderr('info', 'stopping', { signal });
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    await collector.close();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  if (error instanceof ConfigError) console.error(error.message);
  else logToStderr('error', 'the collector cannot start', errorFields(error));
  process.exit(1);
}
