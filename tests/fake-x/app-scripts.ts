import { existsSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { javascript, type Reply, text } from './api-reply.ts';
import type { ConnectionFailure, ScriptAnswer } from './scenario.ts';

/** X delivers its script files from a host of their own, and so does the fake. */
export const SCRIPT_HOST = 'abs.twimg.com';
export const SCRIPT_PATH = '/responsive-web/client-web/';

const BROKEN = {
  throws: "throw new Error('broken on purpose');",
  'suspects-blocker': "throw Object.assign(new Error('broken on purpose'), { isBlocked: true });",
  blanks:
    "for (const drawing of document.querySelectorAll('[id^=loading-x-anim-]')) drawing.remove(); document.getElementById('react-root').replaceChildren(); await new Promise(() => {});",
};

const cache = new Map<string, string>();

/** The name of the app's script at a path. */
export function scriptNameOf(path: string): string {
  return new RegExp(`^${SCRIPT_PATH}([\\w/-]+)\\.js$`).exec(path)?.[1] ?? '';
}

export function scriptReply(
  name: string,
  answer: ScriptAnswer,
  settings: () => string,
): Reply | ConnectionFailure {
  if (answer === 'hang' || answer === 'drop') return answer;
  const reply = answer === 'missing' ? notFound : (bodyOf(name, answer, settings) ?? notFound);
  // the pages are on another host than their scripts
  return { ...reply, headers: { ...reply.headers, 'access-control-allow-origin': '*' } };
}

const notFound = text('not found', 404);

function bodyOf(
  name: string,
  answer: Exclude<ScriptAnswer, 'missing' | ConnectionFailure>,
  settings: () => string,
): Reply | undefined {
  if (name.startsWith('i18n/')) return javascript(settings());
  const script = appScript(name);
  if (script === undefined) return undefined;
  return javascript(answer === 'ok' ? script : BROKEN[answer]);
}

/** The app's module of that name, as JavaScript; undefined when there is no such module. */
function appScript(name: string): string | undefined {
  const cached = cache.get(name);
  if (cached !== undefined) return cached;
  const file = new URL(`./app/${name}.ts`, import.meta.url);
  if (name === '' || !existsSync(file)) return undefined;
  // imports of types are gone after stripping; the others name .ts files beside this one
  const script = stripTypeScriptTypes(readFileSync(file, 'utf8')).replace(
    /(from '\.\/[\w-]+)\.ts'/g,
    "$1.js'",
  );
  cache.set(name, script);
  return script;
}
