import { once } from "node:events";
import type { Server } from "node:http";

/** How often connections are closed that have become idle meanwhile. */
const idleCheckMs = 50;

/** Takes no more connections. Resolves when the last request is answered. */
export async function closeServer(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  const timer = setInterval(() => server.closeIdleConnections(), idleCheckMs);
  await closed;
  clearInterval(timer);
}
