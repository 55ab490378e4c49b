import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { type Body, bodyOf } from '../publish/body.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

/** Comments and indentation are for us, and types leave blanks; the page has a limit of bytes to keep. */
const compacted = (text: string): string =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\n\s+/g, '\n')
    .replace(/ {2,}/g, ' ');

const compactedCss = (text: string): string =>
  compacted(text)
    .replace(/\s*([{};])\s*/g, '$1')
    .replaceAll(': ', ':');

const script = (path: string): Body =>
  bodyOf(compacted(stripTypeScriptTypes(read(path))), 'text/javascript; charset=utf-8');
const icon = (path: string): Body => bodyOf(read(`../../../assets/${path}`), 'image/svg+xml');

/**
 * What the page loads besides itself. Look and icons are the extension's own; scripts are served under the names they
 * import each other by, without their types.
 */
const ASSETS: Record<string, Body> = {
  'page.css': bodyOf(
    compactedCss(read('../../../components/tokens.css') + read('./page.css')),
    'text/css; charset=utf-8',
  ),
  'live.ts': script('./browser/live.ts'),
  'time-styles.ts': script('./browser/time-styles.ts'),
  'icon.svg': icon('icon.svg'),
  'working.svg': icon('verdicts/working.svg'),
  'suspected.svg': icon('verdicts/suspected.svg'),
  'outage.svg': icon('verdicts/outage.svg'),
  'unknown.svg': icon('verdicts/unknown.svg'),
};

export const assetNamed = (name: string): Body | undefined =>
  Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined;

/** Names what is in it, so that caches may keep it for ever. */
export const assetUrl = (name: string): string => `/assets/${name}?v=${versionOf(name)}`;

export const versionOf = (name: string): string | undefined => assetNamed(name)?.etag.slice(1, 9);
