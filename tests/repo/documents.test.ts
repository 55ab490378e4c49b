import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const documents = globSync('{*,docs/**/*,server/*}.md').map((file) => ({
  file,
  text: readFileSync(file, 'utf8'),
}));
const scripts = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts);

/** The heading as a link names it: GitHub's way. */
const anchorOf = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');

const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

describe.each(documents)('$file', ({ file, text }) => {
  it('leads to files and headings that are there', () => {
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g)]
      .map(([, link, attribute]) => link ?? attribute ?? '')
      .filter((target) => !/^\w+:/.test(target));
    const dead = targets.filter((target) => {
      const [path = '', anchor] = target.split('#');
      const goal = path === '' ? file : join(dirname(file), path);
      if (!existsSync(goal)) return true;
      return anchor !== undefined && !anchorsOf(readFileSync(goal, 'utf8')).includes(anchor);
    });
    expect(dead).toEqual([]);
  });

  it('names commands that exist', () => {
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => script);
    expect(named.filter((script) => !scripts.includes(script))).toEqual([]);
  });
});

it('every command is explained to those who join, in one line', () => {
  const texts = documents.filter(({ file }) => ['README.md', 'CONTRIBUTING.md'].includes(file));
  const explained = texts.flatMap(({ text }) => text.match(/(?<=npm (?:run )?)[\w:-]+/g) ?? []);
  const RUN_BY_NPM = ['postinstall'];
  expect(scripts.filter((script) => ![...explained, ...RUN_BY_NPM].includes(script))).toEqual([]);

  const lines = texts.flatMap(({ text }) => text.match(/(?<=^npm run )[\w:-]+/gm) ?? []);
  expect(lines.filter((script, at) => lines.indexOf(script) !== at)).toEqual([]);
});

it('every room is on the map', () => {
  const map = readFileSync('docs/ARCHITECTURE.md', 'utf8');
  const folders = globSync('{components,entrypoints,scripts,lib/*,server/*,server/src/*,tests/*}/');
  const rooms = folders.filter((folder) => globSync(`${folder}/*.{ts,tsx}`).length > 0);
  // Those of the collector stand in a table of their own.
  const nameOf = (room: string) => room.replace(/^server\/src\//, '');
  expect(rooms.filter((room) => !map.includes(`\`${nameOf(room)}/\``))).toEqual([]);
});
