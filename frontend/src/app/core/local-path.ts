/** The path if it stays on this site; undefined for other hosts and for what is no path at all. */
export function localPath(path: string | undefined): string | undefined {
  return path && /^\/(?![/\\])/.test(path) ? path : undefined;
}
