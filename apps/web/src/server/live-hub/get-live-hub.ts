import { createLiveHub, type LiveHub } from "#server/live-hub/live-hub.ts";
import { getServices } from "#server/services.ts";

let liveHub: LiveHub | undefined;

/** The process's live hub, which begins to listen when it is first needed. */
export function getLiveHub(): LiveHub {
  if (!liveHub) {
    const { db, logger } = getServices();
    liveHub = createLiveHub({
      db,
      onError: (error) => logger.warn({ error }, "Live updates are behind"),
    });
  }
  return liveHub;
}

/** Ends every open stream, for a process that stops. Their clients reconnect with their cursors. */
export async function closeAllStreams(): Promise<void> {
  await liveHub?.close();
}
