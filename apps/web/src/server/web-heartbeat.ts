import { hostname } from "node:os";
import { every } from "@slipway/db/sweep/every";
import { beatWeb, removeWeb } from "@slipway/db/webs/beat-web";
import { webHeartbeatMs } from "@slipway/db/webs/list-webs";
import { contractVersion } from "@slipway/schemas/contract-version";
import type { Services } from "#server/services.ts";

export type WebHeartbeat = {
  /** Says goodbye. */
  stop(): Promise<void>;
};

type HeartbeatServices = Pick<Services, "webId" | "db" | "metrics" | "logger">;

/** Lets every web tell the admin page of this one and of its spans. Nothing else depends on it. */
export function startWebHeartbeat({ webId, db, metrics, logger }: HeartbeatServices): WebHeartbeat {
  async function beat(): Promise<void> {
    const telemetry = metrics.exports();
    const beating = { id: webId, contractVersion, host: hostname(), pid: process.pid, telemetry };
    await beatWeb(db.pool, beating).catch((error: unknown) =>
      logger.warn({ error }, "The heartbeat could not be stored"),
    );
  }
  const beating = every(webHeartbeatMs, beat);
  beating.now();
  return {
    stop: async () => {
      await beating.stop();
      await removeWeb(db.pool, webId).catch((error: unknown) =>
        logger.warn({ error }, "The web could not say goodbye"),
      );
    },
  };
}
