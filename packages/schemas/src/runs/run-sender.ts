import { z } from "zod";

/** Who starts runs: somebody in a browser, or a program with an API key. */
export const RunSender = z
  .object({
    id: z.string().meta({ description: "As the filter userId takes it, and a run has as userId or keyId." }),
    kind: z.enum(["person", "key"]),
    name: z.string(),
  })
  .meta({ id: "RunSender" });
export type RunSender = z.infer<typeof RunSender>;
