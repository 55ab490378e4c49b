import { ConfigError } from './environment.ts';
import { errorFields, logToStderr } from './log.ts';

/** A request that takes longer to end is cut off: whoever stops us will not wait for ever. */
const STOP_WITHIN_MS = 20_000;

/**
 * Runs a service until SIGTERM or SIGINT, and lets it end what is under way. One that cannot start ends the process with a
 * line that says why.
 * @param start undefined when there was something else to do, and that is done
 * @param name as in "the collector cannot start"
 */
export async function run(
  name: string,
  start: () => Promise<{ close: () => Promise<void> } | undefined>,
): Promise<void> {
  try {
    const service = await start();
    if (!service) return;
    const stop = async (signal: string) => {
      logToStderr('info', 'stopping', { signal });
      setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
      await service.close();
      process.exit(0);
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    if (error instanceof ConfigError) console.error(error.message);
    else logToStderr('error', `${name} cannot start`, errorFields(error));
    process.exit(1);
  }
}
