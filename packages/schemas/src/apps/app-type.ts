import { z } from "zod";

export const AppType = z.enum(["chat", "completion", "agent"]);
export type AppType = z.infer<typeof AppType>;
