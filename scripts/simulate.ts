import { mkdir, writeFile } from 'node:fs/promises';
import { argv, exit } from 'node:process';
import { parseArgs } from 'node:util';
import { judgePlay } from './simulate/judge-play.ts';
import { type Moment, play } from './simulate/play.ts';
import { SCENARIOS } from './simulate/scenarios.ts';
import type { CrowdOptions } from './simulate/start-crowd.ts';

/**
 * Lets many installations go through a scenario: the extension's own reporters against a real collector and a real
 * issuer. Prints what is published beside what is true, and audits that every report counted once.
 */

const OUTPUT = '.output/simulate';
const PRINTED_EVERY_MS = 5 * 60_000;

const USAGE = `npm run simulate -- [--scenario ${Object.keys(SCENARIOS).join('|')}] [--installations 1000] [--seed 1]
                   [--max-reports-per-second 2000] [--loss 0.02] [--newcomers 0.01] [--minutes N]`;

const options = readOptions();
console.log(`${options.installations.toLocaleString('en')} installations, ${options.scenario.about}.\n`);
console.log('UTC     status     trouble  usual   share (bounds)         true share  with X open  reports');
const played = await play(options, ({ atMs, ...moment }) => {
  if (atMs % PRINTED_EVERY_MS === 0) console.log(lineOf({ atMs, ...moment }));
});
const judged = judgePlay(played, options);
console.log(`\n${judged.lines.join('\n')}`);
await mkdir(OUTPUT, { recursive: true });
await writeFile(`${OUTPUT}/last.json`, JSON.stringify({ options, ...judged.figures }, null, 2));
if (!judged.isSound) exit(1);

function readOptions(): CrowdOptions {
  try {
    const { values } = parseArgs({
      args: argv.slice(2),
      options: {
        scenario: { type: 'string', default: 'outage-2023-12-21' },
        installations: { type: 'string', default: '1000' },
        seed: { type: 'string', default: '1' },
        'max-reports-per-second': { type: 'string', default: '2000' },
        loss: { type: 'string', default: '0.02' },
        newcomers: { type: 'string', default: '0.01' },
        minutes: { type: 'string' },
      },
    });
    const scenario = SCENARIOS[values.scenario];
    if (!scenario) throw new Error(`there is no scenario “${values.scenario}”`);
    const minutes = values.minutes === undefined ? scenario.minutes : numberIn(values.minutes, 1, 10_000);
    return {
      scenario: { ...scenario, minutes },
      installations: numberIn(values.installations, 1, 1_000_000),
      seed: numberIn(values.seed, 0, 2 ** 31),
      maxReportsPerSecond: numberIn(values['max-reports-per-second'], 1, 1_000_000),
      loss: numberIn(values.loss, 0, 0.5),
      newcomers: numberIn(values.newcomers, 0, 1),
      wrongClocks: 0.05,
      leaving: 0.01,
    };
  } catch (error) {
    console.error(`${(error as Error).message}\n${USAGE}`);
    exit(2);
  }
}

function numberIn(text: string, min: number, max: number): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= min && value <= max))
    throw new Error(`“${text}” is not from ${min} to ${max}`);
  return value;
}

function lineOf({ atMs, looking, troubled, acknowledged, status }: Moment): string {
  const part = (share: number | null) => (share === null ? '–' : `${(share * 100).toFixed(1)} %`);
  const bounds = `${part(status.share)} (${part(status.shareLow)} to ${part(status.shareHigh)})`;
  return [
    new Date(atMs).toISOString().slice(11, 16).padEnd(8),
    status.status.padEnd(11),
    String(status.problem ?? '–').padEnd(9),
    String(status.expected ?? '–').padEnd(8),
    (status.share === null ? '–' : bounds).padEnd(29),
    part(looking === 0 ? 0 : troubled / looking).padEnd(12),
    String(looking).padEnd(13),
    String(acknowledged),
  ].join('');
}
