import type { NewEvent } from "@slipway/schemas/events/event";
import type { Skill } from "#harness/harness.ts";
import type { Policy } from "#permissions/decide-batch.ts";
import type { Snapshots, Tool } from "#tools/tool.ts";

/** The tool by which a run that has to bring a result hands it in. */
export const submitResult = "submit_result";

/** What a run of an agent has beyond a model. */
export type Agent = {
  /** The tools that the model is offered: those of which some call can be allowed. */
  readonly tools: readonly Tool[];
  readonly skills: readonly Skill[];
  readonly policy: Policy;
  readonly snapshots: Snapshots | null;
  /** What is amiss with what it works with, though the run can go on. */
  readonly warnings: readonly NewEvent[];
  /** The run ends by handing in a result that fits a schema. */
  readonly submitsResult: boolean;
};
