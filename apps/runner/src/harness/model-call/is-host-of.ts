/** Whether an address is on this host or below it. */
export function isHostOf(url: string, host: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return hostname === host || hostname.endsWith(`.${host}`);
}
