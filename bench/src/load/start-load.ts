import path from "node:path";
import { type AskedChild, startChild } from "#child-process/ask-child.ts";
import type { LoadPlan, LoadResult } from "#load/load-plan.ts";

export type Load = AskedChild<LoadPlan, LoadResult>;

export function startLoad(): Load {
  return startChild<LoadPlan, LoadResult>(path.join(import.meta.dirname, "main.ts"));
}
