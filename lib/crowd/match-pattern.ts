/** A host as permissions name it. The port is left out: Firefox knows none there, and a pattern without holds for all. */
export function matchPatternOf(url: string): string {
  const { protocol, hostname } = new URL(url);
  return `${protocol}//${hostname}/*`;
}
