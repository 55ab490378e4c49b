import { type ChildCollector, spawnCollector } from '../../tests/support/child.ts';
import { createPostgres } from '../../tests/support/postgres.ts';
import type { Scene } from '../scene.ts';
import { readPostgres } from '../stored-counts.ts';
import type { Network } from './network.ts';

const COLLECTORS = ['one', 'two', 'three'] as const;
export const HOSTS = ['devices', ...COLLECTORS, 'first-db', 'second-db'] as const;

export const LOST_HOSTS = ['collector', 'database'] as const;
export type LostHost = (typeof LOST_HOSTS)[number];

const PORT = '8787';
/** A proxy that gets no answer turns to another collector. */
const ANSWER_WITHIN_MS = 6000;

/** All of it, running, with one host to lose. To be called on the host of the devices. */
export async function sceneOf(lost: LostHost, network: Network): Promise<Scene> {
  const postgres = await createPostgres(network.machine('first-db'));
  const database = new URL(await postgres.createDatabase());
  const standby = await postgres.addStandby(network.machine('second-db'));
  const urlAt = (host: string, port: number) =>
    Object.assign(new URL(database), { hostname: host, port: `${port}` }).href;
  // One name for whichever is the primary: an address that moves, and one port for both.
  const address = network.freeAddress;
  network.addAddress('first-db', address);
  const shared = urlAt(address, postgres.port);
  const collectors = new Map<string, ChildCollector>();
  const start = async (name: string) =>
    collectors.set(name, await spawnCollector({ DATABASE_URL: shared, PORT }, network.machine(name)));
  await Promise.all(COLLECTORS.map(start));
  const endCollectors = () =>
    Promise.all([...collectors.values()].map((collector) => collector.end('SIGKILL')));

  const urls = [...collectors.values()].map(({ url }) => url);
  const senders = { answerWithinMs: ANSWER_WITHIN_MS };
  const remove = async () => {
    await endCollectors();
    await postgres.remove();
    network.removeAddress(address);
  };
  if (lost === 'collector')
    return {
      urls,
      senders,
      strike: async () => {
        network.cut('one');
        await collectors.get('one')?.end('SIGKILL');
      },
      mend: async () => {},
      stored: () => readPostgres(shared),
      remove: async () => {
        network.join('one');
        await remove();
      },
    };
  return {
    urls,
    senders,
    strike: async () => {
      network.cut('first-db');
      await postgres.stop('kill');
    },
    mend: async () => {
      await standby.promote();
      network.addAddress('second-db', address);
    },
    stored: () => readPostgres(shared),
    remove: async () => {
      network.join('first-db');
      await remove();
    },
  };
}
