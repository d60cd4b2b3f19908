/** Names of this machine that nobody else can reach. */
export const loopbackHosts: readonly string[] = ["127.0.0.1", "::1", "localhost"];

/**
 * The origins under which a browser may show this installation: that of its public address; for an address of this
 * machine, each of its names.
 */
export function originsOf(publicUrl: string): string[] {
  const { protocol, hostname, port, origin } = new URL(publicUrl);
  if (!loopbackHosts.includes(hostname.replaceAll(/[[\]]/g, ""))) return [origin];
  const at = port ? `:${port}` : "";
  return ["localhost", "127.0.0.1", "[::1]"].map((host) => `${protocol}//${host}${at}`);
}
