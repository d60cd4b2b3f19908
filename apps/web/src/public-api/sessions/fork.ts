import { forkSession } from "@slipway/db/checkpoints/fork-session";
import type { Db } from "@slipway/db/db";
import { assertNever } from "@slipway/schemas/assert-never";
import { AppError } from "@slipway/schemas/errors/app-error";
import type { ForkSession } from "@slipway/schemas/runs/checkpoint";
import type { Session } from "@slipway/schemas/runs/session";
import type { Principal } from "#server/principal.ts";

type Fork = { readonly principal: Principal; readonly sessionId: string; readonly body: ForkSession };

/** A new session that begins where another one was. Throws `invalid_request` that names the checkpoints there are. */
export async function fork(db: Db, { principal, sessionId, body }: Fork): Promise<Session> {
  const { projectId } = principal;
  const forked = await forkSession(db, {
    projectId,
    sessionId,
    checkpointId: body.checkpointId ?? null,
    userId: principal.kind === "user" ? principal.userId : null,
    now: new Date(),
  });
  switch (forked.kind) {
    case "not_found":
      throw new AppError("not_found", `There is no session ${sessionId}.`);
    case "no_checkpoint": {
      const ids = forked.checkpoints.map(({ id }) => id);
      const message =
        ids.length === 0
          ? "The session has no checkpoint yet."
          : `The session has no such checkpoint. There are: ${ids.join(", ")}.`;
      throw new AppError("invalid_request", `The request is not valid. checkpointId: ${message}`, {
        details: [{ path: "checkpointId", message }],
      });
    }
    case "forked":
      return forked.session;
    default:
      return assertNever(forked);
  }
}
