import { giveFeedback, withdrawFeedback } from "@slipway/db/feedback/give-feedback";
import { listFeedback } from "@slipway/db/feedback/list-feedback";
import { findRun } from "@slipway/db/runs/find-run";
import { GiveFeedback } from "@slipway/schemas/runs/feedback";
import { noSuchRun } from "#public-api/runs/no-such-run.ts";
import { json, noContent } from "#server/answers.ts";
import { door } from "#server/door.ts";
import { actorId } from "#server/principal.ts";

export const GET = door(
  { role: "viewer", ownerReads: "run" },
  async ({ services: { db }, principal, params: { run: runId = "" } }) => {
    const { projectId } = principal;
    if (!(await findRun(db.pool, projectId, runId))) throw noSuchRun(runId);
    return json(200, {
      items: await listFeedback(db.pool, { projectId, runId, asker: actorId(principal) }),
      nextCursor: null,
    });
  },
);

export const PUT = door(
  { role: "editor", body: GiveFeedback },
  async ({ services: { db }, principal, params: { run: runId = "" }, body: { rating, note } }) => {
    const { projectId } = principal;
    const given = {
      projectId,
      runId,
      author: actorId(principal),
      rating,
      note: note || null,
      now: new Date(),
    };
    const feedback = await giveFeedback(db.pool, given);
    if (!feedback) throw noSuchRun(runId);
    return json(200, feedback);
  },
);

export const DELETE = door(
  { role: "editor" },
  async ({ services: { db }, principal, params: { run: runId = "" } }) => {
    const { projectId } = principal;
    if (!(await findRun(db.pool, projectId, runId))) throw noSuchRun(runId);
    await withdrawFeedback(db.pool, { projectId, runId, author: actorId(principal) });
    return noContent();
  },
);
