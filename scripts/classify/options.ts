import { parseArgs } from 'node:util';

const USAGE =
  'usage: npm run classify -- [--path /home] [--seen-before] [--seconds N] [--no-build] FILE.html…';
const LONGEST_LOOK_S = 3_600;

/** What a person asks for on the command line. */
export interface ClassifyOptions {
  files: string[];
  /** Path, and query if there is one, of x.com the pages are opened at. */
  path: string;
  /** This browser has seen posts in the same place before. */
  isSeenBefore: boolean;
  /** How long each page is looked at. */
  lookMs: number;
  /** False = the test build that is there is used. */
  isBuilding: boolean;
}

/** @throws Error of one line, for the person who wrote the arguments. */
export function parseOptions(args: string[]): ClassifyOptions {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    allowNegative: true,
    options: {
      path: { type: 'string', default: '/home' },
      'seen-before': { type: 'boolean', default: false },
      seconds: { type: 'string', default: '5' },
      build: { type: 'boolean', default: true },
    },
  });
  if (positionals.length === 0) throw new Error(`no file given; ${USAGE}`);
  return {
    files: positionals,
    path: parsePath(values.path),
    isSeenBefore: values['seen-before'],
    lookMs: parseSeconds(values.seconds) * 1000,
    isBuilding: values.build,
  };
}

/** Only a path of x.com itself, and one that answers with a page. */
function parsePath(written: string): string {
  const isPath = written.startsWith('/') && URL.canParse(written, 'https://x.com');
  const url = isPath ? new URL(written, 'https://x.com') : undefined;
  if (url?.origin !== 'https://x.com' || url.pathname.startsWith('/i/api/'))
    throw new Error(`--path must be the path of a page of x.com, such as /home, and is "${written}"`);
  return url.pathname + url.search;
}

function parseSeconds(written: string): number {
  const seconds = written.trim() === '' ? Number.NaN : Number(written);
  if (!(seconds > 0 && seconds <= LONGEST_LOOK_S))
    throw new Error(`--seconds must be a number above 0, at most ${LONGEST_LOOK_S}, and is "${written}"`);
  return seconds;
}
