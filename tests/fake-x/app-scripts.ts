import { existsSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { SCRIPT_PATH } from './shell.ts';

const cache = new Map<string, string>();

/** The app's module for a script path, as JavaScript; undefined when there is no such script. */
export function appScript(path: string): string | undefined {
  const name = new RegExp(`^${SCRIPT_PATH}([\\w-]+)\\.js$`).exec(path)?.[1];
  if (!name) return undefined;
  const cached = cache.get(name);
  if (cached !== undefined) return cached;
  const file = new URL(`./app/${name}.ts`, import.meta.url);
  if (!existsSync(file)) return undefined;
  // imports of types are gone after stripping; the others name .ts files beside this one
  const script = stripTypeScriptTypes(readFileSync(file, 'utf8')).replace(
    /(from '\.\/[\w-]+)\.ts'/g,
    "$1.js'",
  );
  cache.set(name, script);
  return script;
}
