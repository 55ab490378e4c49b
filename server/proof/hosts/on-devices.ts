import process, { argv } from 'node:process';
import { strikeUnderLoad } from '../under-load.ts';
import { Network } from './network.ts';
import { HOSTS, LOST_HOSTS, sceneOf } from './scenes.ts';

/** Runs on the host of the devices: `on-devices.ts PREFIX collector|database TRIES`; prints what became of it as JSON. */
const [, , prefix, which, tries] = argv;
const lost = LOST_HOSTS.find((name) => name === which);
if (!lost) throw new Error(`the second argument is one of ${LOST_HOSTS.join(', ')}`);
const network = new Network(HOSTS, prefix);
console.log(JSON.stringify(await strikeUnderLoad(() => sceneOf(lost, network), Number(tries), true)));
process.exit(0);
