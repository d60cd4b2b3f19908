import { z } from "zod";
import { App } from "#apps/app.ts";
import { JsonObject } from "#json-value.ts";

export const Inspection = z
  .object({
    app: App,
    revision: z.int(),
    harness: z.enum(["llm", "pi"]),
    schemas: z.object({ config: JsonObject, input: JsonObject, output: JsonObject }),
    capabilities: z.record(z.string(), z.boolean()),
  })
  .meta({ id: "Inspection" });
export type Inspection = z.infer<typeof Inspection>;
