/**
 * Makes each of Intl's formats once: the first of a kind takes a fresh process up to 20 ms, each further one
 * ten times what it takes to use it (Chromium 156).
 *
 * @param make from the locale and the kind of format; called once for each pair
 */
export function keptFormat<Kind extends string, Format>(
  make: (locale: string, kind: Kind) => Format,
): (locale: string, kind: Kind) => Format {
  const kept = new Map<string, Format>();
  return (locale, kind) => {
    const key = `${locale} ${kind}`;
    const format = kept.get(key) ?? make(locale, kind);
    kept.set(key, format);
    return format;
  };
}
