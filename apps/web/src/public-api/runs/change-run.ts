import { isDeepStrictEqual } from "node:util";
import { notify } from "@slipway/db/events/notify";
import { type ChangedQueuedRun, changeQueuedRun } from "@slipway/db/runs/change-queued-run";
import { findRun } from "@slipway/db/runs/find-run";
import { assertNever } from "@slipway/schemas/assert-never";
import { AppError } from "@slipway/schemas/errors/app-error";
import type { ChangeRun } from "@slipway/schemas/public-api/routes/run-routes";
import type { Run } from "@slipway/schemas/runs/run";
import type { RunInput } from "@slipway/schemas/runs/run-input";
import type { z } from "zod";
import { checkInput } from "#public-api/invoke/check-input.ts";
import { invalidInput } from "#public-api/invoke/invalid-input.ts";
import { noSuchRun } from "#public-api/runs/no-such-run.ts";
import type { LiveServices } from "#public-api/stream/live-services.ts";

type Change = {
  readonly projectId: string;
  readonly runId: string;
  readonly body: z.infer<typeof ChangeRun>;
};

/** Changes a run that waits, and tells whoever shows its queue. Answers the run. */
export async function changeRun(
  { db }: Pick<LiveServices, "db">,
  { projectId, runId, body }: Change,
): Promise<Run> {
  const before = await findRun(db.pool, projectId, runId);
  if (!before) throw noSuchRun(runId);
  const input = body.input && editedInput(before, body.input);
  const changed = await changeQueuedRun(db, { projectId, runId, ...body, input, now: new Date() });
  if (changed.kind !== "changed") throw refusalOf(changed, runId);
  const { sessionId, lastSeq, runIds } = changed;
  await notify(db.pool, {
    queue: [""],
    events: [`${sessionId} ${lastSeq}`],
    ...(before.steers === undefined ? {} : { sessions: [`${sessionId} queue`] }),
    runs: runIds.map((id) => `${projectId} ${id}`),
  });
  const after = await findRun(db.pool, projectId, runId);
  if (!after) throw noSuchRun(runId);
  return after;
}

/** What a queued run says from now on. The values of its variables are its session's, and stay. */
function editedInput({ app, input: { variables } }: Run, input: RunInput): RunInput {
  checkInput(app.type, input, { startsSession: false });
  const isSame = isDeepStrictEqual({ ...variables, ...input.variables }, { ...variables });
  // A completion is refused as a whole: its prompt is told already.
  if (!isSame && app.type !== "completion") {
    const message = "Values stay as they are. Change the message alone, or cancel the run.";
    throw invalidInput([{ path: "input.variables", message }]);
  }
  return variables === undefined ? input : { ...input, variables };
}

function refusalOf(refused: Exclude<ChangedQueuedRun, { kind: "changed" }>, runId: string): AppError {
  switch (refused.kind) {
    case "not_found":
      return noSuchRun(runId);
    case "not_queued":
      return new AppError(
        "conflict",
        "The run is not queued any more: a runner has taken it, or it has ended.",
      );
    case "begun":
      return new AppError(
        "conflict",
        "The run has begun already and waits for another runner to go on with it.",
      );
    case "first_is_begun":
      return new AppError("conflict", "The first place is taken by a run that has begun already.");
    case "fixed":
      return new AppError(
        "conflict",
        "A run that begins its session with several messages or a prompt, or that answers anew, stays as it is, and first. Cancel it instead.",
      );
    case "out_of_range": {
      const message = `Must be from 1 to ${refused.last}: so many runs wait in this session.`;
      return new AppError("invalid_request", `The request is not valid. position: ${message}`, {
        details: [{ path: "position", message }],
      });
    }
    default:
      return assertNever(refused);
  }
}
