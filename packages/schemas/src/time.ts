import { z } from "zod";

/** A moment as ISO-8601 in UTC, with milliseconds: `2026-11-21T09:00:00.000Z`. */
export const Time = z.iso.datetime({ precision: 3 });
