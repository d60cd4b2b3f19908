import { z } from "zod";

/** Through which door a run came. */
export const RunSource = z.enum(["playground", "api"]);
export type RunSource = z.infer<typeof RunSource>;
