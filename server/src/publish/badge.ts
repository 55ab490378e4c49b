import type { CrowdStatus } from '../detect/judge-window.ts';
import type { Status } from './snapshot.ts';

interface Face {
  word: string;
  /** Dark enough for white text (at least 4.5 to 1). */
  colour: string;
  /** A shape of its own in a box of 14: colour alone tells not everybody. */
  shape: string;
}

const FACES: Record<CrowdStatus, Face> = {
  calm: { word: 'working', colour: '#1b7f4b', shape: 'M2 7.5l3.5 3.5L12 3.5' },
  elevated: { word: 'some trouble', colour: '#8a5a00', shape: 'M7 2l6 10.5H1zM7 6v3' },
  outage: { word: 'down', colour: '#b32020', shape: 'M4.5 1.5h5l3 3v5l-3 3h-5l-3-3v-5zM7 4v4M7 10v.2' },
  'no-data': { word: 'not known', colour: '#566270', shape: 'M2.5 7h9' },
};

const HEIGHT = 22;
const LETTER_WIDTH = 6.6;
const PADDING = 8;
const ICON_WIDTH = 20;

/** A small picture that says how X is. Texts are stretched to the width kept for them, whatever the font. */
export function renderBadge({ status, mode }: Pick<Status, 'status' | 'mode'>): string {
  const { word, colour, shape } = FACES[status];
  const label = mode === 'development' ? 'X (test)' : 'X';
  const [labelWidth, wordWidth] = [label, word].map((text) => text.length * LETTER_WIDTH) as [number, number];
  const left = labelWidth + 2 * PADDING;
  const width = Math.round(left + ICON_WIDTH + wordWidth + 2 * PADDING);
  const title = `${label}: ${word}`;
  const text = (x: number, length: number, words: string) =>
    `<text x="${x.toFixed(1)}" y="15" textLength="${length.toFixed(1)}" lengthAdjust="spacingAndGlyphs">${words}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label="${title}">`,
    `<title>${title}</title>`,
    `<rect width="${width}" height="${HEIGHT}" rx="5" fill="${colour}"/>`,
    `<path fill="#16202c" d="M5 0h${(left - 5).toFixed(1)}v${HEIGHT}H5a5 5 0 0 1-5-5V5a5 5 0 0 1 5-5z"/>`,
    `<path transform="translate(${(left + PADDING).toFixed(1)} 4)" d="${shape}" fill="none" stroke="#fff" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>`,
    `<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11.5" aria-hidden="true">`,
    text(PADDING, labelWidth, label),
    text(left + PADDING + ICON_WIDTH, wordWidth, word),
    '</g></svg>\n',
  ].join('');
}
