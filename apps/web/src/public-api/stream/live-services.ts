import type { Db } from "@slipway/db/db";
import type { LiveHub } from "#server/live-hub/live-hub.ts";

/** What follows and waits for events. */
export type LiveServices = { readonly db: Db; readonly hub: LiveHub };
