import { serveParent } from "#child-process/serve-parent.ts";
import { followPlan } from "#load/follow-plan.ts";
import type { LoadPlan, LoadResult } from "#load/load-plan.ts";

/* The callers of a measurement, in a process of their own. */
serveParent<LoadPlan, LoadResult>(followPlan);
