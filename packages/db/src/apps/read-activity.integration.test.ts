import { newId } from "@slipway/schemas/ids";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readActivity } from "#apps/read-activity.ts";
import { type TestPrisma, testPrisma } from "#testing/test-prisma.ts";

let test: TestPrisma;
beforeAll(async () => {
  test = await testPrisma();
});
afterAll(() => test[Symbol.asyncDispose]());

const nowMs = Date.UTC(2026, 10, 21, 12, 30);
const hourMs = 3_600_000;

async function givenRun(appId: string, agoMs: number, status: "queued" | "failed"): Promise<void> {
  const atMs = nowMs - agoMs;
  const id = newId("run", atMs);
  await test.db.pool.query(
    `insert into run (project_id, id, session_id, app_id, app_slug, app_type, model, status, input, message_id, budget,
       durable, queue_rank, source, trace_id, first_seq, created_at)
     values ($1, $2, 'ses_1', $3, 'a', 'chat', 'demo/demo', 'queued', '{}', 'msg_1', '{}', false, 1, 'api', 't', 1, $4)`,
    [test.project.id, id, appId, new Date(atMs)],
  );
  if (status === "failed")
    await test.db.pool.query("update run set status = 'failed', stop_reason = 'error' where id = $1", [id]);
}

it("counts the runs and failures of the last day by the hour, for the apps that were asked for", async () => {
  await givenRun("app_a", 10_000, "queued");
  await givenRun("app_a", 20_000, "failed");
  await givenRun("app_a", 23.5 * hourMs, "queued");
  await givenRun("app_a", 24.5 * hourMs, "failed");
  await givenRun("app_b", 1.5 * hourMs, "failed");
  await givenRun("app_c", 1_000, "queued");
  const activity = await readActivity(test.prisma, {
    projectId: test.project.id,
    appIds: ["app_a", "app_b", "app_none"],
    nowMs,
  });
  const at = (counts: Record<number, number>) => Array.from({ length: 24 }, (_, hour) => counts[hour] ?? 0);
  expect(Object.fromEntries(activity)).toEqual({
    app_a: { runs: at({ 0: 1, 23: 2 }), failures: at({ 23: 1 }) },
    app_b: { runs: at({ 22: 1 }), failures: at({ 22: 1 }) },
    app_none: { runs: at({}), failures: at({}) },
  });
  const others = await readActivity(test.prisma, { projectId: "prj_other", appIds: ["app_a"], nowMs });
  expect(others.get("app_a")?.runs).toEqual(at({}));
});
