import { createLiveHub, type LiveHub } from "#server/live-hub/live-hub.ts";
import { getServices } from "#server/services.ts";

declare global {
  // One for the process: Next bundles its start-up hook and the routes apart, and each would make its own.
  var slipwayLiveHub: LiveHub | undefined;
}

/** The process's live hub, which begins to listen when it is first needed. */
export function getLiveHub(): LiveHub {
  if (!globalThis.slipwayLiveHub) {
    const { db, logger } = getServices();
    globalThis.slipwayLiveHub = createLiveHub({
      db,
      onError: (error) => logger.warn({ error }, "Live updates are behind"),
    });
  }
  return globalThis.slipwayLiveHub;
}

/** Ends every open stream, for a process that stops. Their clients reconnect with their cursors. */
export async function closeAllStreams(): Promise<void> {
  await globalThis.slipwayLiveHub?.close();
}
